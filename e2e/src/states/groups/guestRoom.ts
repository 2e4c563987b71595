import { expect } from '@playwright/test'
import { setControl } from '../../control.ts'
import { press as pressControl, stall } from '../../controls.ts'
import { holdMedia } from '../../sandboxControl.ts'
import { expectInStep } from '../../together.ts'
import {
  closePanel,
  conceal,
  dialogOf,
  escapeDialog,
  friendOf,
  openPanel,
  panelOf,
  press,
  reveal,
  see,
  seeBack,
} from '../acts.ts'
import { openPage } from '../arrive.ts'
import { createLine } from '../line.ts'
import type { StateGroup } from '../state.ts'
import { keys, pausedBy } from './anyRoom.ts'
import { hostOfGuests, makeLink, takeBackAll } from './guestDoor.ts'

const line = createLine()

/** The same room as in Discord, for somebody who isn't. */
export const guestRoom: StateGroup = {
  name: 'The room, for a guest',
  host: 'browser',
  sizes: ['desktop', 'phone', 'narrow'],
  async begin(setting) {
    const host = await hostOfGuests(setting)
    const me = await openPage(setting, await makeLink(host, '5 people'), context => void line.watch(context))
    await me.activity.getByLabel('Or just give a name').fill('Nora')
    await press(me, 'Go in as a guest')
    await expect(me.page).toHaveURL(/\/watch$/)
    return { me, friends: [host] }
  },
  states: [
    {
      name: 'first-hint',
      title: 'A guest’s first minute',
      async show(scene) {
        await expectInStep([scene.me, friendOf(scene)])
        await see(scene.me, 'What you press happens for everyone here.')
      },
      async after(scene) {
        await press(scene.me, 'Got it')
        await closePanel(scene)
      },
    },
    { name: 'playing', title: 'Playing', show: conceal },
    { name: 'controls', title: 'Playing, with the controls', show: reveal },
    pausedBy('Ana'),
    {
      name: 'people',
      title: 'Who is here',
      async show({ me }) {
        await openPanel(me, 'People')
        await expect(panelOf(me).getByRole('listitem').filter({ hasText: 'Nora' })).toContainText('Guest')
      },
    },
    { name: 'queue-empty', title: 'The queue', show: ({ me }) => openPanel(me, 'Queue') },
    {
      name: 'chapters',
      title: 'Chapters, and a search',
      show: ({ me }) => openPanel(me, 'Find'),
      after: closePanel,
    },
    {
      name: 'my-settings',
      title: 'My settings',
      async show({ me }) {
        await press(me, 'My settings')
        await expect(dialogOf(me, 'My settings')).toBeVisible()
      },
      after: ({ me }) => escapeDialog(me),
    },
    keys,
    {
      name: 'library',
      title: 'Where others would choose',
      async show({ me }) {
        await press(me, 'Videos')
        await see(me, 'The others choose')
      },
      after: ({ me }) => press(me, 'Back to the video'),
    },
    {
      name: 'waiting',
      title: 'Waiting for somebody, and the way to go on',
      says: /Waiting for Ana/,
      async show(scene) {
        await pressControl(friendOf(scene), 'Play')
        await expectInStep([scene.me, friendOf(scene)])
        await stall(friendOf(scene), 40_000)
        await see(scene.me, 'Go on without Ana')
      },
      async after(scene) {
        await holdMedia('ana', 0)
        await expectInStep([scene.me, friendOf(scene)])
      },
    },
    {
      name: 'only-host',
      title: 'Only the host controls',
      async show(scene) {
        await setControl(friendOf(scene), /^Only the host/)
        await reveal(scene)
        await expect(scene.me.activity.getByRole('button', { name: 'Pause' })).toHaveAttribute(
          'aria-disabled',
          'true',
        )
      },
    },
    {
      name: 'offline',
      title: 'Offline',
      says: /You are offline/,
      async show({ me }) {
        await line.cut(me.page.context())
        await see(me, /You are offline/)
      },
      async after({ me }) {
        await line.mend(me.page.context())
        await seeBack(me)
      },
    },
    {
      name: 'shown-out',
      title: 'The link was taken back',
      async show(scene) {
        await takeBackAll(friendOf(scene))
        await see(scene.me, 'Your link was taken back')
      },
    },
  ],
}
