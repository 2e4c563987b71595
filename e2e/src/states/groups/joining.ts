import { expect } from '@playwright/test'
import { cardOf, joinFromActivity, openMeetings, startMeeting } from '../../meetings.ts'
import type { Person } from '../../person.ts'
import { friendOf, press, see } from '../acts.ts'
import { openPage } from '../arrive.ts'
import type { StateGroup } from '../state.ts'

/** Each start has a meeting of its own. */
let title = ''

/** The link is this person's, and opens in a browser of the size that is looked at. */
async function linkOf(person: Person): Promise<string> {
  const answer = person.page.waitForResponse(each => /\/meetings\/[^/]+\/join$/.test(each.url()))
  await cardOf(person, title).first().getByRole('button', { name: 'Join' }).click()
  const body: unknown = await (await answer).json()
  const found = /https?:[^"]*\/join\/[\w-]{43}/.exec(JSON.stringify(body))?.[0]
  await person.page
    .getByRole('button', { name: 'Cancel' })
    .click()
    .catch(() => undefined)
  if (found === undefined) throw new Error('There is no link.')
  return found
}

let first: string

export const joining: StateGroup = {
  name: 'The page before a meeting',
  host: 'browser',
  sizes: ['desktop', 'phone', 'narrow'],
  async begin(setting) {
    title = `Film talk, ${setting.device}`
    const ana = await setting.party.invite({ user: 'ana' })
    await openMeetings(ana)
    await startMeeting(ana, title)
    const cleo = await setting.party.invite({ user: 'cleo' })
    await openMeetings(cleo)
    first = await linkOf(cleo)
    return { me: await openPage(setting, first), friends: [ana, cleo] }
  },
  states: [
    {
      name: 'join-ready',
      title: 'A meeting, who invites, and Join',
      show: ({ me }) => see(me, 'Ana invites you'),
    },
    {
      name: 'join-devices',
      title: 'Camera and microphone are looked at',
      async show({ me }) {
        await press(me, 'Check camera and microphone')
        await see(me, 'Your camera works.')
        await see(me, 'We hear you')
      },
    },
    {
      name: 'join-waiting',
      title: 'The host hasn’t opened it yet',
      async show({ me }) {
        await press(me, 'Join')
        await see(me, 'Ana hasn’t opened it yet')
      },
    },
    {
      name: 'join-inside',
      title: 'In Kaltura’s room',
      async show(scene) {
        const host = await joinFromActivity(friendOf(scene), title)
        await host.button('Join').click()
        await expect(scene.me.page.locator('iframe')).toBeVisible()
        await expect(scene.me.activity.getByRole('button', { name: 'Leave' })).toBeVisible()
      },
    },
    {
      name: 'join-left',
      title: 'Left again',
      async show({ me }) {
        await press(me, 'Leave')
        await see(me, 'You left')
      },
    },
    {
      name: 'join-over',
      title: 'The meeting is over',
      async show(scene) {
        await cardOf(friendOf(scene), title).first().getByRole('button', { name: 'End' }).click()
        await press(friendOf(scene), 'End meeting for everyone')
        await expect(cardOf(friendOf(scene), title).first()).toContainText('Ended')
        await press(scene.me, 'Join again')
        await see(scene.me, 'This meeting is over')
      },
      after: ({ me }) => me.page.context().close(),
    },
    {
      name: 'join-spent',
      title: 'A personal link that is spent',
      async show(scene) {
        scene.me = await openPage(scene, first)
        await see(scene.me, 'This link no longer opens anything')
      },
      after: ({ me }) => me.page.context().close(),
    },
    {
      name: 'join-shared',
      title: 'An address that was passed on',
      async show(scene) {
        scene.me = await openPage(scene, first.replace(/[^/]+$/, 'k7f29x3qab'))
        await see(scene.me, 'You need a link of your own')
      },
      after: ({ me }) => me.page.context().close(),
    },
    {
      name: 'join-server-down',
      title: 'The server isn’t answering',
      async show(scene) {
        scene.me = await openPage(scene, first, context => {
          void context.route('**/api/**', route => route.abort())
        })
        await see(scene.me, 'Kaltura for Discord isn’t answering')
      },
      after: ({ me }) => me.page.context().close(),
    },
  ],
}
