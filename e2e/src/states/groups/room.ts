import { expect } from '@playwright/test'
import { press as pressControl, stall } from '../../controls.ts'
import { setThermal } from '../../hostPage.ts'
import { holdMedia } from '../../sandboxControl.ts'
import { expectInStep, expectPlaying } from '../../together.ts'
import { closePanel, conceal, friendOf, openPanel, panelOf, press, reveal, see, seeBack } from '../acts.ts'
import { arrive } from '../arrive.ts'
import { createLine } from '../line.ts'
import { ALL_OF_DISCORD, type StateGroup } from '../state.ts'
import { keys, pausedBy } from './anyRoom.ts'

const line = createLine()

export const room: StateGroup = {
  name: 'The room',
  host: 'discord',
  sizes: ['desktop', 'phone'],
  async begin(setting) {
    const first = await setting.party.invite({ user: 'ben', watch: '0_testcard' })
    await expectPlaying(first)
    await holdMedia('ana', 20_000)
    const me = await arrive(setting, { user: 'ana' }, context => void line.watch(context))
    return { me, friends: [first] }
  },
  states: [
    {
      name: 'loading',
      title: 'The video isn’t there yet',
      sizes: ALL_OF_DISCORD,
      async show({ me }) {
        await see(me, 'Loading the video')
      },
      async after(scene) {
        await holdMedia('ana', 0)
        await expectPlaying(scene.me)
        await press(scene.me, 'Got it').catch(() => undefined)
        await closePanel(scene)
      },
    },
    {
      name: 'playing',
      title: 'Playing: the video alone',
      sizes: ALL_OF_DISCORD,
      async show(scene) {
        await expectInStep([scene.me, friendOf(scene)])
        await conceal(scene)
      },
    },
    { name: 'controls', title: 'Playing, with the controls', show: reveal },
    { ...pausedBy('Ben'), sizes: ALL_OF_DISCORD },
    {
      name: 'seek-preview',
      title: 'A place on the scrubber, with its chapter and picture',
      sizes: ['desktop'],
      async show({ me }) {
        const slider = me.activity.getByRole('slider', { name: 'Seek' })
        const box = await slider.boundingBox()
        await slider.hover({ position: { x: (box?.width ?? 0) * 0.405, y: (box?.height ?? 0) / 2 } })
        await expect(slider).toContainText('Beeps and flashes')
        await expect(slider.locator('[data-still]')).toBeVisible()
      },
      after: ({ me }) => me.page.mouse.move(640, 320),
    },
    {
      name: 'speed-menu',
      title: 'The menu of speeds',
      async show({ me }) {
        await press(me, 'Speed')
        await expect(me.activity.getByRole('menu')).toBeVisible()
      },
      after: ({ me }) => me.page.keyboard.press('Escape'),
    },
    {
      name: 'captions-menu',
      title: 'The menu of captions',
      async show({ me }) {
        await press(me, 'Captions')
        await expect(me.activity.getByRole('menu')).toBeVisible()
      },
      after: ({ me }) => me.page.keyboard.press('Escape'),
    },
    keys,
    {
      name: 'people',
      title: 'Who is here',
      async show(scene) {
        await openPanel(scene.me, 'People')
        await expect(panelOf(scene.me).getByRole('listitem').filter({ hasText: 'Ben' })).toBeVisible()
      },
      after: closePanel,
    },
    {
      name: 'went-to',
      title: 'Somebody went elsewhere, and it can be taken back',
      says: /Ben went to/,
      async show(scene) {
        await pressControl(friendOf(scene), 'Play')
        await expectInStep([scene.me, friendOf(scene)])
        await friendOf(scene).page.locator('iframe').first().focus()
        await friendOf(scene).page.keyboard.press('ArrowLeft')
        await see(scene.me, /^Ben went to/)
      },
    },
    {
      name: 'waiting',
      title: 'Waiting for somebody, and the way to go on',
      sizes: ALL_OF_DISCORD,
      says: /Waiting for Ben/,
      async show(scene) {
        await expectInStep([scene.me, friendOf(scene)])
        await stall(friendOf(scene), 40_000)
        await see(scene.me, 'Go on without Ben')
      },
    },
    {
      name: 'gone-on-without',
      title: 'Gone on without somebody, who stays behind',
      async show(scene) {
        await press(scene.me, 'Go on without Ben')
        await expectPlaying(scene.me)
        await openPanel(scene.me, 'People')
      },
      async after(scene) {
        await holdMedia('ben', 0)
        await expectInStep([scene.me, friendOf(scene)])
        await closePanel(scene)
      },
    },
    {
      name: 'hot',
      title: 'The phone gets hot',
      sizes: ['phone'],
      says: /getting hot/,
      async show({ me }) {
        await setThermal(me, 3)
        await see(me, /getting hot/)
      },
      after: ({ me }) => setThermal(me, 0),
    },
    {
      name: 'presence-offer',
      title: 'What friends may see, offered once, after a minute',
      show: ({ me }) =>
        expect(me.activity.getByText('Show friends what you watch?')).toBeVisible({ timeout: 75_000 }),
      after: ({ me }) => press(me, 'No, thanks'),
    },
    {
      name: 'offline',
      title: 'I am offline',
      sizes: ALL_OF_DISCORD,
      says: /You are offline/,
      async show({ me }) {
        await line.cut(me.page.context())
        await see(me, /You are offline/)
      },
    },
    {
      name: 'back-online',
      title: 'Back',
      says: /Back online/,
      async show({ me }) {
        await line.mend(me.page.context())
        await seeBack(me)
      },
    },
    {
      name: 'part-missing',
      title: 'A part of the page couldn’t be loaded',
      async show({ me }) {
        await expectPlaying(me)
        await me.page.context().route(/assets\/MySettings-[^/]+$/, route => route.abort())
        await press(me, 'My settings')
        await see(me, 'This couldn’t be loaded')
      },
      async after({ me }) {
        await me.page.context().unrouteAll()
        await me.page.keyboard.press('Escape')
      },
    },
    {
      name: 'library-while-watching',
      title: 'Looking for another video while this one goes on',
      async show({ me }) {
        await press(me, 'Videos')
        await expect(me.activity.getByRole('searchbox')).toBeVisible()
      },
      after: ({ me }) => press(me, 'Back to the video'),
    },
    {
      name: 'left',
      title: 'Somebody has left',
      says: /Ben left/,
      async show(scene) {
        await pressControl(friendOf(scene), 'Leave')
        await openPanel(scene.me, 'People')
        await see(scene.me, 'Nobody else is here yet.')
      },
    },
  ],
}
