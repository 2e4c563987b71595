import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import type { Person } from './person.ts'

/** The page `/join/…` in a browser of its own, outside of Discord. */
export interface Visit {
  readonly page: Page
  /** Kaltura's room, once somebody is in it. */
  readonly room: FrameLocator
  button(name: string): Locator
}

const visitOn = (page: Page): Visit => ({
  page,
  room: page.frameLocator('iframe'),
  button: name => page.getByRole('button', { name, exact: true }),
})

/** The list of meetings in this person's Activity. */
export const meetingsOf = ({ activity }: Person): Locator =>
  activity.getByRole('dialog', { name: 'Meetings', exact: true })

export async function openMeetings(person: Person): Promise<void> {
  await person.activity.getByRole('button', { name: /^Meetings/ }).click()
  await expect(meetingsOf(person)).toBeVisible()
}

/** One meeting in that list. */
export const cardOf = (person: Person, title: string): Locator =>
  meetingsOf(person).getByRole('listitem').filter({ hasText: title })

export async function startMeeting(person: Person, title: string, type = 'Meeting'): Promise<void> {
  await meetingsOf(person).getByRole('button', { name: 'Start a meeting' }).click()
  const form = person.activity.getByRole('dialog', { name: 'Start a meeting' })
  await form.getByRole('textbox', { name: 'Title' }).fill(title)
  await form.getByRole('radio', { name: type }).check()
  await form.getByRole('button', { name: 'Start now' }).click()
  await expect(cardOf(person, title)).toContainText('Live')
}

/** Presses what leads to a link, agrees to Discord's question, and is where the link leads. */
export async function followLink(person: Person, press: () => Promise<void>): Promise<Visit> {
  const opening = person.context.waitForEvent('page')
  await press()
  await person.page.getByRole('button', { name: 'Open', exact: true }).click()
  return visitOn(await opening)
}

/** From the list in the Activity to the page that stands before the room. */
export const joinFromActivity = (person: Person, title: string): Promise<Visit> =>
  followLink(person, () => cardOf(person, title).getByRole('button', { name: 'Join' }).click())

/** Sees and hears themselves first, as careful people do. */
export async function checkDevices({ page, button }: Visit): Promise<void> {
  await button('Check camera and microphone').click()
  await expect(page.locator('video')).toBeVisible()
  await expect(page.getByText('Your camera works.')).toBeVisible()
  await expect(page.getByText('We hear you')).toBeVisible()
}

/** What the room says of this person: what Kaltura made of the session that they came with. */
export const factOf = ({ room }: Visit, name: string): Locator => room.locator(`[data-fact="${name}"]`)

export const peopleIn = ({ room }: Visit): Locator => room.locator('#people li')
