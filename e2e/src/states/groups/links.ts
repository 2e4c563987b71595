import { expect } from '@playwright/test'
import { clientOf } from '../../hostPage.ts'
import { expectPlaying } from '../../together.ts'
import { closePanel, openPanel, press, reveal, see } from '../acts.ts'
import { arrive } from '../arrive.ts'
import type { StateGroup } from '../state.ts'

/** What people bring along and take with them: links, invitations, presence. */
export const links: StateGroup = {
  name: 'Links, invitations, presence',
  host: 'discord',
  sizes: ['desktop', 'phone'],
  async begin(setting) {
    const first = await setting.party.invite({ user: 'ben', watch: '0_testcard' })
    await expectPlaying(first)
    const wishes = {
      custom_id: 'moment1:0_testcard:75',
      referrer_id: '1400000000000000003',
      deny: 'invite',
      without: 'SHARE_LINK',
    }
    const me = await arrive(setting, { user: 'ana', ...wishes })
    await expectPlaying(me)
    return { me, friends: [first] }
  },
  states: [
    {
      name: 'link-offer',
      title: 'A link leads elsewhere: I am asked before the others are taken along',
      async show({ me }) {
        await see(me, /link leads to 1:15/)
      },
      after: ({ me }) => press(me, 'Not now'),
    },
    {
      name: 'presence-offer',
      title: 'What friends may see, offered once',
      async show({ me }) {
        await see(me, 'Show friends what you watch?')
      },
      after: ({ me }) => press(me, 'Show it'),
    },
    {
      name: 'presence',
      title: 'What I watch stands on my profile',
      async show(scene) {
        await expect.poll(() => clientOf(scene.friends[0] ?? never())).not.toBeNull()
        await openPanel(scene.me, 'People')
        await expect(scene.me.activity.getByRole('switch', { name: /Discord profile/ })).toBeVisible()
      },
    },
    {
      name: 'link-to-copy',
      title: 'Discord can’t share here: a link to copy',
      async show(scene) {
        await press(scene.me, 'Invite people')
        await see(scene.me, /The link is copied|Copy this link/)
      },
      after: closePanel,
    },
    {
      name: 'share',
      title: 'This moment is shared',
      async show(scene) {
        await reveal(scene)
        await press(scene.me, 'Share this moment')
        await see(scene.me, /The link is copied|Copy this link/)
      },
    },
  ],
}

function never(): never {
  throw new Error('Nobody else is here.')
}
