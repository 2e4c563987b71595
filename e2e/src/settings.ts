import { expect, type Locator } from '@playwright/test'
import type { Person } from './person.ts'

/** The settings of the server in this person's Activity. */
export const settingsOf = ({ activity }: Person): Locator =>
  activity.getByRole('dialog', { name: 'Settings of this server' })

export async function openSettings(person: Person): Promise<void> {
  await person.button('Settings').click()
  await expect(settingsOf(person).getByRole('heading', { name: 'Notifications' })).toBeVisible()
}

/** Another part of them. */
export async function goTo(person: Person, part: string): Promise<void> {
  await settingsOf(person).getByRole('navigation').getByRole('button', { name: part }).click()
}

/** One setting with all that stands around it, by the dotted key that it has. */
export const settingOf = (person: Person, key: string): Locator =>
  settingsOf(person).locator(`[id="setting:${key}"]`)

/** What the panel has said last. */
export const saidTo = (person: Person): Locator => settingsOf(person).getByRole('status').last()
