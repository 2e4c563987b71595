import { expect } from '@playwright/test'
import { expectPlaying } from '../../together.ts'
import { conceal, key, openPanel, press, reveal, see } from '../acts.ts'
import { arrive } from '../arrive.ts'
import type { Scene, StateGroup } from '../state.ts'

const onAnother = async ({ me }: Scene, video: RegExp): Promise<void> => {
  await press(me, /^(Videos|Choose another video)$/)
  await press(me, video)
  await press(me, 'Watch together')
}

/** What different videos bring along; somebody watches alone. */
export const videos: StateGroup = {
  name: 'Videos of all kinds',
  host: 'discord',
  sizes: ['desktop', 'phone', 'pip'],
  async begin(setting) {
    const me = await arrive(setting, { user: 'ana', watch: '0_testcard' }, context => {
      void context.addInitScript(refuseSound)
    })
    return { me, friends: [] }
  },
  states: [
    {
      name: 'sound-blocked',
      title: 'Sound needs a tap',
      sizes: ['desktop', 'phone'],
      async show({ me }) {
        await expect(me.activity.getByRole('button', { name: 'Tap for sound' })).toBeVisible()
        await expectPlaying(me)
      },
      async after({ me }) {
        await (await me.frame()).evaluate(() => {
          window.soundAllowed = true
        })
        await press(me, 'Tap for sound')
        await press(me, 'Got it').catch(() => undefined)
      },
    },
    {
      name: 'alone',
      title: 'Alone in the room',
      sizes: ['desktop', 'phone'],
      async show({ me }) {
        await openPanel(me, 'People')
        await see(me, 'Nobody else is here yet.')
      },
      after: ({ me, device }) => (device === 'phone' ? Promise.resolve() : press(me, 'Hide the panel')),
    },
    {
      name: 'captions',
      title: 'Captions',
      async show({ me }) {
        await key(me, 'c')
        await expect(me.activity.locator('[data-captions] p')).toHaveText(/\S/)
      },
      after: ({ me }) => key(me, 'c'),
    },
    {
      name: 'ended',
      title: 'The end',
      says: /That was it/,
      async show({ me }) {
        await expectPlaying(me)
        await me.activity.getByRole('slider', { name: 'Seek' }).focus()
        await me.page.keyboard.press('End')
        await see(me, 'That was it')
      },
    },
    {
      name: 'broken',
      title: 'A video that is broken',
      says: /can’t be played here/,
      async show(scene) {
        await onAnother(scene, /^The reel that was lost/)
        await see(scene.me, 'This video can’t be played here')
      },
    },
    {
      name: 'small-video',
      title: 'A short one, playing',
      sizes: ['phone'],
      async show(scene) {
        await onAnother(scene, /^Harbour at dusk/)
        await expectPlaying(scene.me)
        await conceal(scene)
      },
    },
  ],
}

/** Somebody who watches a broadcast. */
export const broadcast: StateGroup = {
  name: 'Live',
  host: 'discord',
  sizes: ['desktop', 'phone', 'pip'],
  async begin(setting) {
    const me = await arrive(setting, { user: 'ana', watch: '1_live' })
    await expectPlaying(me)
    await press(me, 'Got it')
    return { me, friends: [] }
  },
  states: [
    {
      name: 'live',
      title: 'Live',
      async show(scene) {
        await reveal(scene)
        await see(scene.me, /^live$/i)
      },
    },
    {
      name: 'live-behind',
      title: 'Live, behind the edge',
      async show(scene) {
        await scene.me.activity.getByRole('slider', { name: 'Seek' }).focus()
        for (let step = 0; step < 4; step++) await scene.me.page.keyboard.press('ArrowLeft')
        await reveal(scene)
        await expect(scene.me.activity.getByRole('button', { name: 'Go to live' })).toBeAttached()
        await expectPlaying(scene.me)
      },
    },
  ],
}

declare global {
  interface Window {
    soundAllowed?: boolean
  }
}

/** As a browser does that hears nothing but what was asked for by a tap. */
function refuseSound(): void {
  const play = HTMLMediaElement.prototype.play
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    if (this.muted || window.soundAllowed) return play.call(this)
    return Promise.reject(new DOMException('A tap is needed.', 'NotAllowedError'))
  }
}
