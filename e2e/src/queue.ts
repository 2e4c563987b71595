import { expect, type Locator } from '@playwright/test'
import { showControls } from './controls.ts'
import type { Person } from './person.ts'

/** The panel beside the video, or beside the library. */
export const panelOf = ({ activity }: Person): Locator =>
  activity.getByRole('region', { name: 'People and queue' })

/** What waits, the next one first. */
export const waitingFor = (person: Person): Locator =>
  panelOf(person).getByRole('list', { name: 'Videos that come next' }).getByRole('listitem')

export const handleOf = (person: Person, video: string): Locator =>
  panelOf(person).getByRole('button', { name: `Move “${video}”` })

export async function openQueue(person: Person): Promise<void> {
  await showControls(person)
  await person.activity.getByRole('button', { name: /^Queue/ }).click()
  await expect(panelOf(person).getByRole('tab', { name: /^Queue/, selected: true })).toBeVisible()
}

/** In the field below the list, as pasted from anywhere. */
export async function paste(person: Person, text: string): Promise<void> {
  const field = panelOf(person).getByRole('textbox', { name: 'Paste a Kaltura link or an entry id' })
  await field.fill(text)
  await field.press('Enter')
}

export async function expectQueue(people: readonly Person[], videos: readonly string[]): Promise<void> {
  for (const person of people) await expect(waitingFor(person)).toContainText([...videos])
}

export async function chooseFor(person: Person, video: string, action: string): Promise<void> {
  await panelOf(person)
    .getByRole('button', { name: `What to do with “${video}”` })
    .click()
  await person.activity.getByRole('menuitem', { name: action, exact: true }).click()
}

/** By its handle, as with a mouse, to where the other one stands. */
export async function dragTo(person: Person, video: string, other: string): Promise<void> {
  const [from, to] = [handleOf(person, video), handleOf(person, other)]
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  if (!start || !end) throw new Error('There is nothing to drag.')
  const { mouse } = person.page
  const x = start.x + start.width / 2
  await mouse.move(x, start.y + start.height / 2)
  await mouse.down()
  await mouse.move(x, (start.y + end.y) / 2 + end.height / 2, { steps: 4 })
  await mouse.move(x, end.y + end.height / 2, { steps: 4 })
  await mouse.up()
}
