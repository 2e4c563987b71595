import { expect, type Locator } from '@playwright/test'
import type { Person } from './person.ts'
import { panelOf } from './queue.ts'

/** What somebody did, as this person is told over the video or beside the queue. */
export const told = (person: Person, sentence: string | RegExp): Locator =>
  person.activity.getByText(sentence).filter({ visible: true }).first()

/** In the dialog behind "Who controls", by keyboard alone; the panel with the people is open. */
export async function setControl(person: Person, mode: RegExp): Promise<void> {
  const dialog = await openControl(person)
  const wanted = dialog.getByRole('radio', { name: mode })
  await dialog.getByRole('radio', { checked: true }).focus()
  await expect(async () => {
    if (!(await wanted.isChecked())) await person.page.keyboard.press('ArrowDown')
    await expect(wanted).toBeChecked({ timeout: 300 })
  }).toPass()
  await person.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

export async function openControl(person: Person): Promise<Locator> {
  await panelOf(person)
    .getByRole('button', { name: /^Who controls/ })
    .focus()
  await person.page.keyboard.press('Enter')
  const dialog = person.activity.getByRole('dialog', { name: 'Who controls this room' })
  await expect(dialog).toBeVisible()
  return dialog
}

/** From somebody's line in the panel with the people. */
export async function makeHost(person: Person, name: string): Promise<void> {
  await panelOf(person)
    .getByRole('button', { name: `What to do with ${name}` })
    .focus()
  await person.page.keyboard.press('Enter')
  await expect(person.activity.getByRole('menuitem', { name: 'Make host' })).toBeFocused()
  await person.page.keyboard.press('Enter')
}

/** On a phone there is no pointer to move: a tap on the bare video brings the controls, another takes them away. */
export async function touchControls(person: Person): Promise<void> {
  const stage = person.activity.getByRole('region', { name: 'Video', exact: true })
  await expect(async () => {
    if ((await stage.getAttribute('data-controls')) === null)
      await person.activity.locator('video').tap({ force: true })
    await expect(stage).toHaveAttribute('data-controls', { timeout: 500 })
  }).toPass()
}

/** The controls go again by themselves, which on a slow machine may be before the tap. */
async function tapWhileShown(person: Person, tap: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await touchControls(person)
    await tap()
  }).toPass()
}

const SOON = { timeout: 2_000 }

export const touch = (person: Person, button: string): Promise<void> =>
  tapWhileShown(person, () => person.button(button).tap(SOON))

export async function touchSeek(person: Person, share: number): Promise<void> {
  const slider = person.activity.getByRole('slider', { name: 'Seek' })
  const box = await slider.boundingBox()
  if (!box) throw new Error('There is no scrubber.')
  const position = { x: share * (box.width - 1), y: box.height / 2 }
  await tapWhileShown(person, () => slider.tap({ position, ...SOON }))
}
