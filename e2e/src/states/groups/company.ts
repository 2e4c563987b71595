import { expect } from '@playwright/test'
import { expectPlaying } from '../../together.ts'
import { closePanel, openPanel, press, reveal } from '../acts.ts'
import { arrive } from '../arrive.ts'
import { bringCrowd } from '../crowd.ts'
import { ALL_OF_DISCORD, type StateGroup } from '../state.ts'

const FULL = 25
let goAgain = async (): Promise<void> => {}

/** A full room. */
export const company: StateGroup = {
  name: 'Many people',
  host: 'discord',
  sizes: ['desktop', 'phone'],
  async begin(setting) {
    const me = await arrive(setting, { user: 'ana', watch: '0_testcard' })
    await expectPlaying(me)
    await press(me, 'Got it')
    return { me, friends: [] }
  },
  states: [
    {
      name: 'full-room',
      title: '25 people',
      sizes: ALL_OF_DISCORD,
      async show(scene) {
        goAgain = await bringCrowd(FULL, ['ana'])
        const { activity } = scene.me
        // On a phone the panel below says how many there are.
        const counted = activity
          .getByRole('list', { name: '25 people here' })
          .or(activity.getByRole('tab', { name: /^People\D*25$/ }))
        await expect(counted.first()).toBeAttached({ timeout: 25_000 })
        await reveal(scene)
      },
    },
    {
      name: 'full-room-people',
      title: '25 people, by name',
      show: ({ me }) => openPanel(me, 'People'),
      async after(scene) {
        await closePanel(scene)
        await goAgain()
      },
    },
  ],
}
