import type { Locator, Page } from '@playwright/test'
import { answered, beginCommand, chatOf, joinVoice, openChat, pickProposal } from '../src/chat.ts'
import { expect, test } from '../src/fixtures.ts'
import { inviteToBroadcast, SAME_MOMENT_MS } from '../src/inviteToBroadcast.ts'
import {
  cardOf,
  checkDevices,
  factOf,
  followLink,
  joinFromActivity,
  meetingsOf,
  openMeetings,
  peopleIn,
  startMeeting,
} from '../src/meetings.ts'
import type { Person } from '../src/person.ts'
import { expectInStep } from '../src/together.ts'
import { violations, violationsIn } from '../src/violations.ts'

/** The room is Kaltura's. */
const violationsOf = (page: Page): Promise<string[]> => violationsIn(page, { without: 'iframe' })

test('in the Activity: host and attendee join in their browsers, it is ended, and its recording watched together', async ({
  party,
}) => {
  test.setTimeout(180_000)
  const [ana, cleo] = [await party.invite({ user: 'ana' }), await party.invite({ user: 'cleo' })]
  await openMeetings(ana)
  await startMeeting(ana, 'Weekly planning')
  expect(await violations(ana)).toEqual([])

  await openMeetings(cleo)
  await expect(cardOf(cleo, 'Weekly planning')).toContainText('Ana hasn’t opened it yet')
  await expect(cardOf(cleo, 'Weekly planning').getByRole('button', { name: 'End' })).toHaveCount(0)
  const cleos = await joinFromActivity(cleo, 'Weekly planning')
  await expect(cleos.page.getByRole('heading', { name: 'Weekly planning' })).toBeVisible()
  await expect(cleos.page.getByText('Ana invites you')).toBeVisible()
  expect(await violationsOf(cleos.page)).toEqual([])
  await checkDevices(cleos)
  expect(await violationsOf(cleos.page)).toEqual([])
  await cleos.button('Join').click()
  await expect(cleos.page.getByRole('heading', { name: 'Ana hasn’t opened it yet' })).toBeFocused()
  expect(await violationsOf(cleos.page)).toEqual([])

  const anas = await joinFromActivity(ana, 'Weekly planning')
  await expect(anas.page.getByText('This is your meeting')).toBeVisible()
  await anas.button('Join').click()
  await expect(factOf(anas, 'Moderator')).toHaveText('yes')
  await expect(factOf(cleos, 'Role')).toHaveText('viewerRole')
  await expect(factOf(cleos, 'Moderator')).toHaveText('no')
  await expect(peopleIn(anas)).toHaveCount(2)
  await cleos.room.getByRole('button', { name: 'Turn on camera' }).click()
  await expect(cleos.room.locator('#camera')).toBeVisible()
  expect(await violationsOf(cleos.page)).toEqual([])

  await cardOf(ana, 'Weekly planning').getByRole('button', { name: 'End' }).click()
  expect(await violations(ana)).toEqual([])
  await ana.button('End meeting for everyone').click()
  await expect(cardOf(ana, 'Weekly planning')).toContainText('Ended')
  await expect(cleos.page.getByText('This meeting is closed to new people.')).toBeVisible({ timeout: 30_000 })
  await expect(peopleIn(cleos)).toHaveCount(2)
  await cleos.button('Leave').click()
  await expect(cleos.page.getByRole('heading', { name: 'This meeting is over' })).toBeFocused()
  await expect(cleos.button('Join again')).toHaveCount(0)
  expect(await violationsOf(cleos.page)).toEqual([])
  await anas.button('Leave').click()

  const watch = cardOf(ana, 'Weekly planning').getByRole('button', { name: 'Watch recording together' })
  await expect(watch).toBeVisible({ timeout: 90_000 })
  await watch.click()
  await expect(meetingsOf(ana)).toHaveCount(0)
  await expectInStep([ana, cleo])
})

/** What the bot has written where everybody reads it. */
const announcement = (person: Person, text: string) =>
  chatOf(person).getByRole('article').filter({ hasText: text })

/** A text channel has no Activity: the button leads to the voice channel, and the link in. */
async function watchFromChat(person: Person, message: Locator): Promise<void> {
  await message.getByRole('button', { name: 'Watch recording together' }).click({ timeout: 90_000 })
  const invitation = await answered(person, 'when you open the Activity in #Movie night')
  await invitation.getByRole('link', { name: 'Open the Activity' }).click()
  await person.page.getByRole('button', { name: 'Allow' }).click()
}

test('by command in a channel: announced, joined by its button, ended, and the recording opened from there', async ({
  party,
}) => {
  test.setTimeout(180_000)
  const ana = await joinVoice(party, 'ana', 'Ana')
  await openChat(ana, 'general')
  const cleo = await joinVoice(party, 'cleo', 'Cleo (projector)')
  await openChat(cleo, 'general')
  await beginCommand(ana, 'kaltura-start')
  await pickProposal(ana, 'meet', /^Meeting/)
  await ana.page.keyboard.type('Film talk')
  await ana.page.keyboard.press('Enter')

  const begun = announcement(cleo, 'Film talk has begun')
  await begun.getByRole('button', { name: 'Join' }).click()
  const cleosLink = await answered(cleo, 'This link is yours alone')
  const cleos = await followLink(cleo, () => cleosLink.getByRole('link', { name: 'Open in browser' }).click())
  await cleos.button('Join').click()
  await expect(cleos.page.getByRole('heading', { name: 'Ana hasn’t opened it yet' })).toBeVisible()

  await announcement(ana, 'Film talk has begun').getByRole('button', { name: 'Join' }).click()
  const anasLink = await answered(ana, 'You host it')
  const anas = await followLink(ana, () => anasLink.getByRole('link', { name: 'Open in browser' }).click())
  await anas.button('Join').click()
  await expect(peopleIn(anas)).toHaveCount(2)
  await expect(factOf(cleos, 'Name')).toContainText('Cleo')

  await announcement(ana, 'Film talk has begun').getByRole('button', { name: 'End' }).click()
  await (await answered(ana, 'for everyone?'))
    .getByRole('button', { name: 'End meeting for everyone' })
    .click()
  await expect(announcement(cleo, 'Film talk is over')).toBeVisible()
  await expect(announcement(cleo, 'Film talk has begun')).toHaveCount(0)
  await cleos.button('Leave').click()
  await anas.button('Leave').click()

  // The announcement of the meeting carries it on; the news of it has a channel of its own here.
  const over = announcement(cleo, 'Film talk is over')
  await watchFromChat(cleo, over)
  await ana.page.getByRole('button', { name: '# recordings' }).click()
  await watchFromChat(ana, announcement(ana, 'The recording of Film talk is ready'))
  await expectInStep([ana, cleo])
})

test('a personal link opens once, survives a reload in its own tab, and nothing else', async ({ party }) => {
  const ana = await party.invite({ user: 'ana' })
  await openMeetings(ana)
  await startMeeting(ana, 'One use')
  const visit = await joinFromActivity(ana, 'One use')
  await expect(visit.button('Join')).toBeVisible()
  await visit.page.reload()
  await expect(visit.button('Join')).toBeVisible()

  const again = await ana.context.newPage()
  await again.goto(visit.page.url())
  await expect(again.getByRole('heading', { name: 'This link no longer opens anything' })).toBeVisible()
  expect(await violationsOf(again)).toEqual([])
  await again.goto(visit.page.url().replace(/[^/]+$/, 'k7f29x3qab'))
  await expect(again.getByRole('heading', { name: 'You need a link of your own' })).toBeVisible()

  await cardOf(ana, 'One use').getByRole('button', { name: 'End' }).click()
  await ana.button('End meeting for everyone').click()
  await expect(cardOf(ana, 'One use')).toContainText('Ended')
  await visit.button('Join').click()
  await expect(visit.page.getByRole('heading', { name: 'This meeting is over' })).toBeFocused()
})

test('a webinar’s broadcast is watched in the Activity, in step', async ({ party }) => {
  const { people, spreadMs } = await inviteToBroadcast(party, ['ana', 'ben'])
  const [ana] = people
  if (!ana) throw new Error('Nobody has come.')
  await openMeetings(ana)
  await startMeeting(ana, 'Town hall', 'Webinar')
  await cardOf(ana, 'Town hall').getByRole('button', { name: 'Watch the broadcast together' }).click()
  await expect(meetingsOf(ana)).toHaveCount(0)
  await expect.poll(spreadMs, { timeout: 60_000 }).toBeLessThan(SAME_MOMENT_MS)
  await ana.page.mouse.move(400, 300)
  await openMeetings(ana)
  await cardOf(ana, 'Town hall').getByRole('button', { name: 'End' }).click()
  await ana.button('End meeting for everyone').click()
  await expect(cardOf(ana, 'Town hall')).toContainText('Ended')
})
