import { expect } from '@playwright/test'
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
      async after({ me }) {
        await press(me, 'Not now')
        await press(me, 'Got it').catch(() => undefined)
      },
    },
    {
      name: 'presence',
      title: 'What I watch stands on my profile',
      async show(scene) {
        await openPanel(scene.me, 'People')
        const shown = scene.me.activity.getByRole('switch', { name: /Discord profile/ })
        await shown.dispatchEvent('click')
        await expect(shown).toBeChecked()
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
