import { expect } from '@playwright/test'
import { expectPlaying } from '../../together.ts'
import { openPanel, panelOf, press, see } from '../acts.ts'
import { arrive } from '../arrive.ts'
import type { Scene, StateGroup } from '../state.ts'

const look = ({ me }: Scene, words: string) =>
  panelOf(me).getByRole('searchbox', { name: 'Find what is said' }).fill(words)

export const finding: StateGroup = {
  name: 'Finding a moment',
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
      name: 'chapters',
      title: 'Chapters, and a search in what is said',
      async show({ me }) {
        await openPanel(me, 'Find')
        await expect(panelOf(me).getByRole('list', { name: 'Chapters' }).getByRole('button')).toHaveCount(4)
      },
    },
    {
      name: 'moments',
      title: 'Moments that were found',
      says: /6 moments found/,
      async show(scene) {
        await look(scene, 'beep octave')
        await expect(panelOf(scene.me).getByText('6 moments found')).toBeAttached()
      },
    },
    {
      name: 'moments-none',
      title: 'Nobody says that',
      says: /Nobody says/,
      async show(scene) {
        await look(scene, 'nobody says that')
        await see(scene.me, 'Nobody says “nobody says that”')
      },
    },
    {
      name: 'comments-none',
      title: 'Nothing said yet at any moment',
      async show({ me }) {
        await openPanel(me, 'Comments')
        await see(me, 'Nothing said yet')
      },
    },
    {
      name: 'comments',
      title: 'What was said, by its moments',
      says: /Pinned at/,
      async show({ me }) {
        const field = panelOf(me).getByRole('textbox', { name: /^Say something at/ })
        await field.fill('Look at the dial')
        await field.press('Enter')
        await expect(panelOf(me).getByRole('button', { name: /^Ana .* Look at the dial$/ })).toBeVisible()
      },
    },
    {
      name: 'comment-removed',
      title: 'A comment that was removed can come back for a while',
      says: /Comment removed/,
      async show({ me }) {
        await press(me, /^Remove the comment of Ana/)
        await expect(panelOf(me).getByRole('button', { name: 'Undo' })).toBeVisible()
      },
    },
    {
      name: 'moments-damaged',
      title: 'Captions that are damaged',
      says: /damaged/,
      async show(scene) {
        await press(scene.me, 'Videos')
        await press(scene.me, /^Tides, explained/)
        await press(scene.me, 'Watch together')
        await expectPlaying(scene.me)
        await openPanel(scene.me, 'Find')
        await look(scene, 'tides')
        await see(scene.me, /captions of this video are damaged/)
      },
    },
    {
      name: 'moments-nothing',
      title: 'A video without chapters and captions',
      async show(scene) {
        await press(scene.me, 'Videos')
        await press(scene.me, /^Forest walk/)
        await press(scene.me, 'Watch together')
        await expectPlaying(scene.me)
        await openPanel(scene.me, 'Find')
        await see(scene.me, 'Nothing to find here')
      },
    },
  ],
}
