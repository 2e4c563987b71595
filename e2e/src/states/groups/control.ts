import { expect } from '@playwright/test'
import { makeHost, openControl, setControl } from '../../control.ts'
import { press as pressControl } from '../../controls.ts'
import type { Person } from '../../person.ts'
import { openQueue, panelOf as panelOfPerson, paste } from '../../queue.ts'
import { expectInStep, expectPlaying } from '../../together.ts'
import {
  closePanel,
  dialogOf,
  escapeDialog,
  friendOf,
  openPanel,
  panelOf,
  press,
  reveal,
  see,
} from '../acts.ts'
import { arrive } from '../arrive.ts'
import type { Scene, StateGroup } from '../state.ts'

/** By Ben, who is host; his panel shows the people afterwards. */
async function byBen(scene: Scene, mode: RegExp): Promise<void> {
  await toPeople(friendOf(scene))
  await setControl(friendOf(scene), mode)
}

async function toPeople(person: Person): Promise<void> {
  const tab = panelOfPerson(person).getByRole('tab', { name: /^People/ })
  if ((await tab.count()) === 0) await pressControl(person, 'People')
  else await tab.click()
}

export const control: StateGroup = {
  name: 'Who controls',
  host: 'discord',
  sizes: ['desktop', 'phone'],
  async begin(setting) {
    const first = await setting.party.invite({ user: 'ben', watch: '0_testcard' })
    await expectPlaying(first)
    const me = await arrive(setting, { user: 'ana' })
    await expectInStep([me, first])
    await openQueue(first)
    await paste(first, '0_harbour\n0_forest')
    await press(me, 'Got it')
    return { me, friends: [first] }
  },
  states: [
    {
      name: 'only-host',
      title: 'Only the host controls; I may suggest',
      async show(scene) {
        await byBen(scene, /^Only the host/)
        await reveal(scene)
        await expect(scene.me.activity.getByRole('button', { name: 'Pause' })).toHaveAttribute(
          'aria-disabled',
          'true',
        )
      },
    },
    {
      name: 'hindered',
      title: 'What isn’t mine to press says why',
      says: /Ben controls this room/,
      async show({ me }) {
        await press(me, 'Pause')
        await see(me, 'Ben controls this room')
      },
    },
    {
      name: 'only-host-people',
      title: 'Who controls, as somebody sees it who doesn’t',
      show: ({ me }) => openPanel(me, 'People'),
      after: closePanel,
    },
    {
      name: 'suggest',
      title: 'A video can be suggested',
      async show({ me }) {
        await press(me, 'Videos')
        await press(me, /^Welcome to the Film Club/)
        await expect(me.activity.getByRole('button', { name: 'Suggest' })).toBeVisible()
      },
      async after({ me }) {
        await press(me, 'Suggest')
        await expect(dialogOf(me)).toHaveCount(0)
        await press(me, 'Back to the video')
      },
    },
    {
      name: 'suggestions',
      title: 'What was suggested',
      async show({ me }) {
        await openPanel(me, 'Queue')
        await see(me, '1 suggestion')
      },
      after: closePanel,
    },
    {
      name: 'locked',
      title: 'The room is locked',
      async show(scene) {
        await toPeople(friendOf(scene))
        const dialog = await openControl(friendOf(scene))
        await dialog.getByRole('switch', { name: 'Lock the room' }).press('Space')
        await friendOf(scene).page.keyboard.press('Escape')
        await openPanel(scene.me, 'People')
        await expect(panelOf(scene.me)).toContainText('Locked')
      },
    },
    {
      name: 'you-are-host',
      title: 'I am host now',
      says: /You are host now/,
      async show(scene) {
        await makeHost(friendOf(scene), 'Ana')
        await see(scene.me, 'You are host now')
      },
    },
    {
      name: 'person-menu',
      title: 'What a host can do with somebody',
      async show({ me }) {
        await press(me, 'What to do with Ben')
        await expect(me.activity.getByRole('menu')).toBeVisible()
      },
      after: ({ me }) => me.page.keyboard.press('Escape'),
    },
    {
      name: 'control-dialog',
      title: 'Who controls this room, for its host',
      async show({ me }) {
        await press(me, /^Who controls/)
        await expect(dialogOf(me, 'Who controls this room')).toBeVisible()
      },
      after: ({ me }) => escapeDialog(me),
    },
    {
      name: 'suggestions-host',
      title: 'What was suggested, as the host sees it',
      async show({ me }) {
        await openPanel(me, 'Queue')
        await see(me, '1 suggestion')
      },
      after: closePanel,
    },
    {
      name: 'vote',
      title: 'A vote',
      says: /Skip “Test card”\?/,
      async show(scene) {
        await openPanel(scene.me, 'People')
        await press(scene.me, /^Who controls/)
        await dialogOf(scene.me).getByRole('switch', { name: 'Lock the room' }).press('Space')
        await dialogOf(scene.me)
          .getByRole('radio', { name: /^By vote/ })
          .check({ force: true })
        await escapeDialog(scene.me)
        await closePanel(scene)
        await pressControl(friendOf(scene), 'Vote to skip')
        await expect(scene.me.activity.getByRole('region', { name: 'Vote' })).toContainText(
          'Skip “Test card”?',
        )
      },
    },
    {
      name: 'vote-lost',
      title: 'A vote is lost',
      says: /The vote was lost/,
      async show(scene) {
        await scene.me.activity
          .getByRole('region', { name: 'Vote' })
          .getByRole('button', { name: 'No' })
          .click()
        await see(scene.me, /The vote was lost/)
      },
    },
    {
      name: 'host-left',
      title: 'The host has left',
      says: /host now/,
      async show(scene) {
        await openPanel(scene.me, 'People')
        await press(scene.me, 'What to do with Ben')
        await scene.me.activity.getByRole('menuitem', { name: 'Make host' }).dispatchEvent('click')
        await see(scene.me, 'Ben is host now')
        await closePanel(scene)
        await (await scene.me.frame()).evaluate(() => window.spoken?.splice(0))
        await pressControl(friendOf(scene), 'Leave')
        await see(scene.me, 'You are host now')
      },
    },
  ],
}
