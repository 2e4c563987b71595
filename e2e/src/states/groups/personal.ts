import { expect } from '@playwright/test'
import { seekTo } from '../../controls.ts'
import { expectInStep, expectPlaying } from '../../together.ts'
import { dialogOf, escapeDialog, friendOf, press, reveal, see } from '../acts.ts'
import { arrive } from '../arrive.ts'
import { ALL_OF_DISCORD, type StateGroup } from '../state.ts'

export const personal: StateGroup = {
  name: 'As I like it',
  host: 'discord',
  sizes: ['desktop', 'phone'],
  async begin(setting) {
    const first = await setting.party.invite({ user: 'ben', watch: '0_testcard' })
    await expectPlaying(first)
    const me = await arrive(setting, { user: 'ana' })
    await expectInStep([me, first])
    return { me, friends: [first] }
  },
  states: [
    {
      name: 'first-hint',
      title: 'Somebody’s first minute',
      show: ({ me }) => see(me, 'What you press happens for everyone here.'),
      after: ({ me }) => press(me, 'Got it'),
    },
    {
      name: 'my-settings',
      title: 'My settings',
      async show({ me }) {
        await press(me, 'My settings')
        await expect(dialogOf(me, 'My settings')).toBeVisible()
      },
    },
    {
      name: 'my-captions',
      title: 'My captions, as large as they go',
      async show({ me }) {
        const dialog = dialogOf(me, 'My settings')
        await dialog.getByRole('combobox', { name: 'Captions' }).selectOption({ label: 'Deutsch' })
        await dialog.getByRole('radio', { name: 'Largest' }).check({ force: true })
        await dialog.getByRole('radio', { name: 'Top' }).check({ force: true })
      },
      after: ({ me }) => escapeDialog(me),
    },
    {
      name: 'largest-captions',
      title: 'The largest captions, at the top',
      sizes: ALL_OF_DISCORD,
      show: ({ me }) => expect(me.activity.locator('[data-captions] p')).toHaveText(/\S/),
    },
    {
      name: 'apart',
      title: 'On my own for a while',
      sizes: ALL_OF_DISCORD,
      says: /You are watching on your own/,
      async show(scene) {
        const { me } = scene
        await press(me, 'My settings')
        await dialogOf(me, 'My settings')
          .getByRole('switch', { name: /Watch on my own/ })
          .press('Space')
        await escapeDialog(me)
        await seekTo(friendOf(scene), 60)
        await reveal(scene)
        await see(me, /behind them/)
      },
    },
    {
      name: 'catching-up',
      title: 'Catching up with the others',
      async show(scene) {
        await press(scene.me, 'Catch up')
        await reveal(scene)
        await see(scene.me, 'You are catching up with the others.')
      },
    },
    {
      name: 'back-in-step',
      title: 'Back in step',
      says: /You are back in step/,
      async show(scene) {
        await press(scene.me, 'Back in step')
        await expectInStep([scene.me, friendOf(scene)])
        await reveal(scene)
      },
    },
  ],
}
