import { expect } from '@playwright/test'
import { press as pressControl } from '../../controls.ts'
import { expectStoppedTogether } from '../../together.ts'
import { dialogOf, escapeDialog, friendOf, key, see } from '../acts.ts'
import type { State } from '../state.ts'

/** What is the same in Discord and in a browser. */
export const keys: State = {
  name: 'keys',
  title: 'All keys',
  async show({ me }) {
    await key(me, '?')
    await expect(dialogOf(me, 'Keyboard shortcuts')).toBeVisible()
  },
  after: ({ me }) => escapeDialog(me),
}

export const pausedBy = (name: string): State => ({
  name: 'paused',
  title: 'Paused by somebody else',
  says: new RegExp(`Paused by ${name}`),
  async show(scene) {
    const friend = friendOf(scene)
    await pressControl(friend, 'Pause')
    await expectStoppedTogether([scene.me, friend])
    await see(scene.me, `Paused by ${name}`)
  },
})
