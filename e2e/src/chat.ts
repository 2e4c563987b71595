import { expect, type Locator } from '@playwright/test'
import type { Party } from './fixtures.ts'
import type { Person } from './person.ts'

/** Comes as a person would: picks a name, joins the voice channel; no Activity is open yet. */
export async function joinVoice(party: Party, user: string, name: string): Promise<Person> {
  const person = await party.invite({ user, plain: true })
  await person.page.getByRole('button', { name, exact: true }).click()
  await person.page.getByRole('button', { name: 'Join voice' }).click()
  await expect(person.page.getByRole('button', { name: 'Leave voice' })).toBeVisible()
  return person
}

/** All of this person's chat. */
export const chatOf = ({ page }: Person): Locator => page.getByRole('complementary', { name: 'Chat' })

/** Opens the chat of a channel; the message box has the keyboard afterwards. */
export async function openChat(person: Person, channel: 'general' | 'Movie night'): Promise<void> {
  const link = channel === 'general' ? '# general' : `Chat of ${channel}`
  await person.page.getByRole('button', { name: link, exact: true }).click()
  await expect(chatOf(person).getByRole('combobox', { name: `Message ${channel}` })).toBeFocused()
}

/** With the keyboard: chooses the command from the list and stands in its first option. */
export async function beginCommand(person: Person, command: string): Promise<void> {
  const { keyboard } = person.page
  await keyboard.type(`/${command}`)
  const offered = chatOf(person).getByRole('option', { name: `/${command}` })
  await expect(offered).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Enter')
  await expect(chatOf(person).getByRole('form', { name: `Command ${command}` })).toBeVisible()
}

/** Writes into the option that has the keyboard and takes the first of what is proposed. */
export async function pickProposal(person: Person, text: string, proposal: RegExp): Promise<void> {
  const { keyboard } = person.page
  const first = chatOf(person).getByRole('option', { name: proposal }).first()
  await keyboard.type(text)
  // The bot proposes what it knows by then: whoever writes on is proposed what has come meanwhile.
  await expect(async () => {
    await keyboard.press('Backspace')
    await keyboard.type(text.slice(-1))
    await expect(first).toHaveAttribute('aria-selected', 'true', { timeout: 1_000 })
  }).toPass()
  await keyboard.press('Enter')
}

/** The newest message that the application has written, once it says this. */
export async function answered(person: Person, text: string | RegExp): Promise<Locator> {
  const message = chatOf(person).getByRole('article').last()
  await expect(message).toContainText(text)
  return message
}
