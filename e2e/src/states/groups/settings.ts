import { expect, type Locator } from '@playwright/test'
import { dialogOf, press, see } from '../acts.ts'
import { arrive } from '../arrive.ts'
import type { Screen, StateGroup } from '../state.ts'

const panel = (me: Screen): Locator => dialogOf(me, 'Settings of this server')
const setting = (me: Screen, key: string): Locator => panel(me).locator(`[id="setting:${key}"]`)
const goTo = (me: Screen, part: string): Promise<void> =>
  panel(me).getByRole('navigation').getByRole('button', { name: part }).click()

const JOINS = 'notifications.types.user_join'
const SHARED = 'notifications.templates.meeting_share'
const CONFIG = '**/api/v1/config/**'

export const settings: StateGroup = {
  name: 'Settings of a server',
  host: 'discord',
  sizes: ['desktop', 'phone'],
  begin: async setting => ({ me: await arrive(setting, { user: 'ana' }), friends: [] }),
  states: [
    {
      name: 'settings-unreachable',
      title: 'The settings couldn’t be loaded',
      async show({ me }) {
        await expect(me.activity.getByRole('button', { name: 'Settings' })).toBeVisible()
        await me.page.context().route(CONFIG, route => route.abort())
        await press(me, 'Settings')
        await see(me, 'The settings couldn’t be loaded')
      },
      after: ({ me }) => me.page.context().unroute(CONFIG),
    },
    {
      name: 'settings',
      title: 'The settings',
      async show({ me }) {
        await press(me, 'Try again')
        await expect(panel(me).getByRole('heading', { name: 'Notifications' })).toBeVisible()
      },
    },
    {
      name: 'settings-saved',
      title: 'One is saved',
      says: /Saved: Somebody joins/,
      async show({ me }) {
        await setting(me, JOINS).getByRole('switch').check({ force: true })
        await expect(panel(me).getByRole('status').last()).toHaveText('Saved: Somebody joins')
      },
      async after({ me }) {
        await press(me, 'Undo')
        await expect(setting(me, JOINS).getByRole('switch')).not.toBeChecked()
      },
    },
    {
      name: 'settings-refused',
      title: 'One is refused',
      says: /Not saved: Text when a meeting is shared/,
      async show({ me }) {
        await setting(me, SHARED).getByRole('textbox').fill('')
        await press(me, 'Save: Text when a meeting is shared')
        await expect(setting(me, SHARED)).toContainText('Nothing has changed')
      },
      after: ({ me }) => press(me, 'Cancel: Text when a meeting is shared'),
    },
    {
      name: 'settings-commands',
      title: 'Who may do what',
      show: ({ me }) => goTo(me, 'Commands'),
    },
    {
      name: 'settings-roles',
      title: 'What roles stand for',
      show: ({ me }) => goTo(me, 'Roles'),
    },
    {
      name: 'settings-features',
      title: 'What there is',
      async show({ me }) {
        await goTo(me, 'Features')
        await setting(me, 'features.named_guests').getByRole('switch').check({ force: true })
        await expect(setting(me, 'features.named_guests').getByRole('switch')).toBeChecked()
      },
    },
    {
      name: 'settings-reset',
      title: 'Before defaults are brought back',
      async show({ me }) {
        await press(me, 'Back to defaults: Features')
        await see(me, 'Bring the defaults of “Features” back?')
      },
      after: ({ me }) => press(me, 'Keep them'),
    },
    {
      name: 'settings-history',
      title: 'Who changed what',
      async show({ me }) {
        await goTo(me, 'History')
        await expect(panel(me).getByRole('list', { name: 'History' })).toBeVisible()
      },
      after: ({ me }) => me.page.context().close(),
    },
    {
      name: 'no-settings',
      title: 'Who may not look at them is offered nothing',
      async show(scene) {
        scene.me = await arrive(scene, { user: 'cleo' })
        await expect(scene.me.activity.getByRole('button', { name: /^Test card/ }).first()).toBeVisible()
      },
    },
  ],
}
