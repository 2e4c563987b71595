import { expect } from '@playwright/test'
import { seekTo } from '../../controls.ts'
import { hostState, refuse } from '../../sandboxControl.ts'
import { expectInStep, expectPlaying } from '../../together.ts'
import {
  closePanel,
  dialogOf,
  escapeDialog,
  friendOf,
  openPanel,
  panelOf,
  paste,
  press,
  see,
  waitingFor,
} from '../acts.ts'
import { arrive } from '../arrive.ts'
import { ALL_OF_DISCORD, type StateGroup } from '../state.ts'

export const queue: StateGroup = {
  name: 'The queue',
  host: 'discord',
  sizes: ['desktop', 'phone'],
  async begin(setting) {
    const first = await setting.party.invite({ user: 'ben', watch: '0_testcard' })
    await expectPlaying(first)
    await refuse('0_alps', ['ben'])
    const me = await arrive(setting, { user: 'ana' })
    await expectInStep([me, first])
    await press(me, 'Got it')
    return { me, friends: [first] }
  },
  states: [
    {
      name: 'queue-empty',
      title: 'Nothing is waiting',
      async show({ me }) {
        await openPanel(me, 'Queue')
        await see(me, 'Nothing is waiting')
      },
    },
    {
      name: 'queue',
      title: 'What comes next, and who can’t watch it',
      async show({ me }) {
        await paste(me, '0_harbour\n0_alps\n0_forest')
        await expect(waitingFor(me)).toHaveCount(3)
        await see(me, 'Ben can’t watch this one')
      },
    },
    {
      name: 'queue-menu',
      title: 'What to do with a video that waits',
      async show({ me }) {
        await press(me, 'What to do with “Forest walk”')
        await expect(me.activity.getByRole('menu')).toBeVisible()
      },
      after: ({ me }) => me.page.keyboard.press('Escape'),
    },
    {
      name: 'queue-carried',
      title: 'A video is carried with the keyboard',
      says: /“Forest walk”: 2 of 3/,
      async show({ me }) {
        await panelOf(me).getByRole('button', { name: 'Move “Forest walk”' }).focus()
        await me.page.keyboard.press('Enter')
        await me.page.keyboard.press('ArrowUp')
        await expect(panelOf(me).getByText('“Forest walk”: 2 of 3')).toBeAttached()
      },
      after: ({ me }) => me.page.keyboard.press('Escape'),
    },
    {
      name: 'queue-refused',
      title: 'What was pasted isn’t a video',
      says: /isn’t a Kaltura link or an entry id/,
      async show({ me }) {
        await paste(me, 'what a nice day')
        await see(me, 'That isn’t a Kaltura link or an entry id.')
      },
    },
    {
      name: 'queue-clear',
      title: 'Before the queue is cleared',
      async show({ me }) {
        await press(me, 'Clear the queue')
        await expect(dialogOf(me)).toBeVisible()
      },
      async after(scene) {
        await escapeDialog(scene.me)
        await closePanel(scene)
      },
    },
    {
      name: 'up-next',
      title: 'The end: the next one comes by itself',
      sizes: ALL_OF_DISCORD,
      says: /Up next/,
      async show(scene) {
        await seekTo(friendOf(scene), 118)
        await see(scene.me, /^Up next in \d s$/)
      },
      after: scene => press(scene.me, 'Stop'),
    },
    {
      name: 'up-next-stopped',
      title: 'Somebody stopped what came next',
      async show({ me }) {
        await see(me, 'That was it')
      },
    },
    {
      name: 'queue-without-video',
      title: 'Stopped for everyone; the queue waits',
      async show({ me }) {
        await press(me, 'Videos')
        await press(me, 'Stop for everyone')
        await see(me, /videos are waiting$/)
      },
      async after({ me }) {
        await press(me, 'Start the queue')
        await expectPlaying(me)
      },
    },
    {
      name: 'queue-offered',
      title: 'What this channel was watching is offered again',
      async show(scene) {
        for (const person of [friendOf(scene), scene.me]) {
          await press(person, 'Leave')
          await person.page.context().close()
        }
        await expect.poll(async () => (await hostState()).instance).toBeNull()
        scene.me = await arrive(scene, { user: 'ana' })
        await expect(
          scene.me.activity.getByRole('region', { name: 'Go on where this channel stopped' }),
        ).toBeVisible()
      },
      after: () => refuse('0_alps', []),
    },
  ],
}
