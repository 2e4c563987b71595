import { expect, type Locator } from '@playwright/test'
import type { Person } from '../person.ts'
import type { Scene, Screen } from './state.ts'

/** Presses a button wherever it is, and whatever lies over it: how people reach it is for other tests. */
export const press = (me: Screen, name: string | RegExp): Promise<void> =>
  me.activity
    .getByRole('button', typeof name === 'string' ? { name, exact: true, includeHidden: true } : { name })
    .first()
    .dispatchEvent('click')

export const see = (me: Screen, text: string | RegExp, within: { timeout?: number } = {}): Promise<void> =>
  expect(me.activity.getByText(text).filter({ visible: true }).first()).toBeVisible(within)

/** Who has been offline for a while asks only every ten seconds whether the line is back. */
export const seeBack = (me: Screen): Promise<void> => see(me, 'Back online', { timeout: 20_000 })

export const dialogOf = (me: Screen, name?: string | RegExp): Locator =>
  me.activity.getByRole('dialog', name === undefined ? {} : { name })

export const escapeDialog = async (me: Screen): Promise<void> => {
  await me.page.keyboard.press('Escape')
  await expect(dialogOf(me)).toHaveCount(0)
}

/** The controls go away while nobody moves. */
export async function reveal({ me, device }: Scene): Promise<void> {
  const stage = me.activity.getByRole('region', { name: 'Video', exact: true })
  await expect(async () => {
    if ((await stage.getAttribute('data-controls')) !== null) return
    if (device === 'phone') await me.activity.locator('video').tap({ force: true })
    else {
      await me.page.mouse.move(600, 300)
      await me.page.mouse.move(620, 310)
    }
    await expect(stage).toHaveAttribute('data-controls', { timeout: 500 })
  }).toPass()
}

/** On a desk they go with time; on a phone with a tap. */
export async function conceal({ me, device }: Scene): Promise<void> {
  const stage = me.activity.getByRole('region', { name: 'Video', exact: true })
  await expect(async () => {
    if ((await stage.getAttribute('data-controls')) === null) return
    if (device === 'phone') await me.activity.locator('video').tap({ force: true })
    await expect(stage).not.toHaveAttribute('data-controls', { timeout: 5_000 })
  }).toPass()
}

export const panelOf = (me: Screen): Locator => me.activity.getByRole('region', { name: 'People and queue' })

type Tab = 'People' | 'Queue' | 'Find' | 'Comments'

export async function openPanel(me: Screen, tab: Tab): Promise<void> {
  const name = new RegExp(`^${tab}`)
  const there = panelOf(me).getByRole('tab', { name })
  if ((await there.count()) === 0) await press(me, name)
  else await there.dispatchEvent('click')
  await expect(panelOf(me).getByRole('tab', { name, selected: true })).toBeVisible()
}

/** On a phone held upright the panel is a part of the room, and stays. */
export async function closePanel({ me, device }: Scene): Promise<void> {
  if (device === 'phone' || (await panelOf(me).count()) === 0) return
  await press(me, 'Hide the panel')
  await expect(panelOf(me)).toHaveCount(0)
}

export async function paste(me: Screen, text: string): Promise<void> {
  const field = panelOf(me).getByRole('textbox', { name: 'Paste a Kaltura link or an entry id' })
  await field.fill(text)
  await field.press('Enter')
}

export const waitingFor = (me: Screen): Locator =>
  panelOf(me).getByRole('list', { name: 'Videos that come next' }).getByRole('listitem')

/** Where nothing else has the keyboard, for the keys of the room. */
export const key = async (me: Screen, name: string): Promise<void> => {
  if (me.page.mainFrame() !== (await me.frame())) await me.page.locator('iframe').first().focus()
  await me.page.keyboard.press(name)
}

/** The first of the others, who sits at a desk of their own and is never looked at. */
export function friendOf({ friends: [first] }: Pick<Scene, 'friends'>): Person {
  if (!first) throw new Error('Nobody else is here.')
  return first
}
