import { answered, beginCommand, chatOf, joinVoice, openChat, pickProposal } from '../src/chat.ts'
import { expect, test } from '../src/fixtures.ts'
import type { Person } from '../src/person.ts'
import { hostState } from '../src/sandboxControl.ts'
import { expectInStep, expectPlaying } from '../src/together.ts'
import { violationsIn } from '../src/violations.ts'

/** Of the stand-in itself: who tries the commands by keyboard or by ear gets as far as anybody. */
const violations = (person: Person): Promise<string[]> =>
  violationsIn(person.page, { within: '.chat-drawer' })

test('by keyboard: /kaltura-watch in the chat of the voice channel opens the Activity on that video', async ({
  party,
}) => {
  const ana = await joinVoice(party, 'ana', 'Ana')
  await openChat(ana, 'Movie night')
  await beginCommand(ana, 'kaltura-watch')
  await pickProposal(ana, 'test card', /test card/i)
  await ana.page.keyboard.press('Enter')
  const allow = ana.page.getByRole('button', { name: 'Allow' })
  await expect(allow).toBeFocused()
  await ana.page.keyboard.press('Enter')
  await expectPlaying(ana)
  expect((await hostState()).instance?.participants).toEqual(['ana'])
})

test('from the text channel: search, “Watch together”, and the link leads to where the others are', async ({
  party,
}) => {
  const ben = await party.invite({ user: 'ben', watch: '0_testcard' })
  await expectPlaying(ben)
  const ana = await joinVoice(party, 'ana', 'Ana')
  await openChat(ana, 'general')
  await beginCommand(ana, 'kaltura-video-search')
  await ana.page.keyboard.type('test card')
  await ana.page.keyboard.press('Enter')
  const results = await answered(ana, /test card/i)
  await results.getByRole('button', { name: 'Watch together' }).first().click()
  const invitation = await answered(ana, 'when you open the Activity in #Movie night')
  await invitation.getByRole('link', { name: 'Open the Activity' }).click()
  await ana.page.getByRole('button', { name: 'Allow' }).click()
  await expectInStep([ana, ben])
  expect((await hostState()).instance?.participants).toEqual(['ben', 'ana'])
})

test('an admin changes a text in a form and puts it back; a viewer is told whom to ask', async ({
  party,
}) => {
  const ana = await joinVoice(party, 'ana', 'Ana')
  await openChat(ana, 'general')
  await beginCommand(ana, 'kaltura-config-update')
  await pickProposal(ana, 'notif', /notifications/i)
  await pickProposal(ana, 'templates.meeting_end', /meeting_end/)
  await ana.page.keyboard.press('Enter')
  const form = chatOf(ana).getByRole('dialog')
  const text = form.getByRole('textbox')
  await expect(text).toHaveValue('**{{title}}** is over.')
  await text.fill('{{title}}: that was it 🎬')
  await form.getByRole('button', { name: 'Submit' }).click()
  await answered(ana, 'that was it 🎬')

  await beginCommand(ana, 'kaltura-config-reset')
  await pickProposal(ana, 'notif', /notifications/i)
  await ana.page.keyboard.press('Enter')
  const question = await answered(ana, 'would go back to the default')
  await question.getByRole('button', { name: 'Reset notifications' }).click()
  await answered(ana, 'back to the default')

  const cleo = await joinVoice(party, 'cleo', 'Cleo (projector)')
  await openChat(cleo, 'general')
  await beginCommand(cleo, 'kaltura-config-view')
  await pickProposal(cleo, 'every', /everything/i)
  await cleo.page.keyboard.press('Enter')
  const sentence = 'Your roles in this server do not allow this. Ask one of its admins.'
  const refusal = await answered(cleo, sentence)
  await expect(chatOf(ana).getByText(sentence)).toHaveCount(0)
  await refusal.getByRole('button', { name: 'Dismiss message' }).click()
  await expect(chatOf(cleo).getByText(sentence)).toHaveCount(0)
})

test('nothing of the chat is closed to those who read by ear', async ({ party }) => {
  const ana = await joinVoice(party, 'ana', 'Ana')
  await openChat(ana, 'general')
  const { keyboard } = ana.page
  await keyboard.type('Hello to **all**')
  await keyboard.press('Enter')
  await answered(ana, 'Hello to all')
  expect(await violations(ana)).toEqual([])

  await keyboard.type('/')
  await expect(chatOf(ana).getByRole('option').first()).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await keyboard.press('Escape')
  await ana.page.keyboard.press('Backspace')

  await beginCommand(ana, 'kaltura-video-search')
  await keyboard.press('Enter')
  await expect(chatOf(ana).getByText('This option is required.')).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await keyboard.type('test')
  await keyboard.press('Enter')
  await answered(ana, 'Watch together')
  expect(await violations(ana)).toEqual([])

  await beginCommand(ana, 'kaltura-config-update')
  await pickProposal(ana, 'notif', /notifications/i)
  await pickProposal(ana, 'templates.meeting_end', /meeting_end/)
  await keyboard.press('Enter')
  await expect(chatOf(ana).getByRole('dialog')).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await keyboard.press('Escape')

  await chatOf(ana).getByRole('button', { name: 'Roles', exact: true }).click()
  await expect(chatOf(ana).getByRole('dialog', { name: /roles/i })).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await keyboard.press('Escape')
  await chatOf(ana).getByRole('combobox').focus()
  await keyboard.press('Escape')
  await expect(chatOf(ana)).toHaveCount(0)
})
