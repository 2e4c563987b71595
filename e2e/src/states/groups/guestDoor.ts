import { expect } from '@playwright/test'
import { press as pressControl } from '../../controls.ts'
import type { Person } from '../../person.ts'
import { SERVER_URL } from '../../sandboxControl.ts'
import { goTo, openSettings, saidTo, settingOf } from '../../settings.ts'
import { expectPlaying } from '../../together.ts'
import { dialogOf, friendOf, press, see } from '../acts.ts'
import { arrive, openPage } from '../arrive.ts'
import type { Setting, StateGroup } from '../state.ts'

const INVITE = 'Invite somebody without Discord'

/** In the room, where guests may come in by a name alone. */
export async function hostOfGuests({ party }: Pick<Setting, 'party'>): Promise<Person> {
  const host = await party.invite({ user: 'ana' })
  await openSettings(host)
  await goTo(host, 'Features')
  const named = settingOf(host, 'features.named_guests').getByRole('switch')
  if (!(await named.isChecked())) {
    await named.check()
    await expect(saidTo(host)).toHaveText('Saved: Guests without Discord')
  }
  await host.page.keyboard.press('Escape')
  await press(host, /^Test card/)
  await host.button('Watch together').click()
  await expectPlaying(host)
  await pressControl(host, 'People')
  return host
}

export async function makeLink(host: Person, people: string): Promise<string> {
  await host.button(INVITE).click()
  await dialogOf(host, INVITE).getByText(people, { exact: true }).click()
  await host.button('Make a link').click()
  const url = await dialogOf(host, INVITE).getByLabel('Your link').inputValue()
  await host.page.keyboard.press('Escape')
  await expect(dialogOf(host)).toHaveCount(0)
  return url
}

export async function takeBackAll(host: Person): Promise<void> {
  await host.button(INVITE).click()
  const buttons = dialogOf(host, INVITE).getByRole('button', { name: 'Take back' })
  await expect(buttons.first()).toBeVisible()
  while ((await buttons.count()) > 0) {
    const before = await buttons.count()
    await buttons.first().click()
    await expect(buttons).toHaveCount(before - 1)
  }
  await host.page.keyboard.press('Escape')
}

/** As the server refuses a link whose week is over. */
const RUN_OUT = {
  status: 410,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank',
    title: 'Gone',
    status: 410,
    detail: 'This link has run out.',
    code: 'link_expired',
    requestId: 'none',
  }),
}

const spent = new WeakMap<Person, string>()

export const guestDoor: StateGroup = {
  name: 'At the door of a room',
  host: 'browser',
  sizes: ['desktop', 'phone', 'narrow'],
  async begin(setting) {
    const host = await hostOfGuests(setting)
    const url = await makeLink(host, '1 person')
    spent.set(host, url)
    return { me: await openPage(setting, url), friends: [host] }
  },
  states: [
    {
      name: 'door',
      title: 'Who invites, where to, and the two ways in',
      show: ({ me }) => see(me, 'Ana invites you to watch together'),
    },
    {
      name: 'door-name-taken',
      title: 'The name is somebody else’s',
      says: /Take another one/,
      async show({ me }) {
        await me.activity.getByLabel('Or just give a name').fill('AnA')
        await press(me, 'Go in as a guest')
        await see(me, /Take another one/)
      },
    },
    {
      name: 'door-used',
      title: 'A link that is spent',
      async show(scene) {
        await scene.me.activity.getByLabel('Or just give a name').fill('Nora')
        await press(scene.me, 'Go in as a guest')
        await expect(scene.me.page).toHaveURL(/\/watch$/)
        await scene.me.page.context().close()
        scene.me = await openPage(scene, spent.get(friendOf(scene)) ?? '')
        await see(scene.me, 'This link has been used')
      },
      after: ({ me }) => me.page.context().close(),
    },
    {
      name: 'door-revoked',
      title: 'A link that was taken back',
      async show(scene) {
        const url = await makeLink(friendOf(scene), '5 people')
        await takeBackAll(friendOf(scene))
        scene.me = await openPage(scene, url)
        await see(scene.me, 'This link was taken back')
      },
      after: ({ me }) => me.page.context().close(),
    },
    {
      name: 'door-expired',
      title: 'A link that has run out',
      async show(scene) {
        scene.me = await openPage(scene, await makeLink(friendOf(scene), '5 people'), context => {
          void context.route('**/api/v1/join/**', route => route.fulfill(RUN_OUT))
        })
        await see(scene.me, 'This link has run out')
      },
      after: ({ me }) => me.page.context().close(),
    },
    {
      name: 'nothing-here',
      title: 'The room’s address, without having come by a link',
      async show(scene) {
        scene.me = await openPage(scene, `${SERVER_URL}/watch`)
        await see(scene.me, 'You are not in a room here')
      },
      after: ({ me }) => me.page.context().close(),
    },
    {
      name: 'outside-discord',
      title: 'The Activity’s address in a browser',
      async show(scene) {
        scene.me = await openPage(scene, SERVER_URL)
        await see(scene.me, 'Open this in Discord')
      },
      after: ({ me }) => me.page.context().close(),
    },
    {
      name: 'door-waiting',
      title: 'Nobody from Discord is there yet',
      async show(scene) {
        const url = await makeLink(friendOf(scene), '5 people')
        await pressControl(friendOf(scene), 'Leave')
        scene.me = await openPage(scene, url)
        await scene.me.activity.getByLabel('Or just give a name').fill('Otto')
        await press(scene.me, 'Go in as a guest')
        await see(scene.me, 'Nobody from Discord is there yet')
      },
      after: ({ me }) => me.page.context().close(),
    },
  ],
}

/** The dialog that makes such links, which is Discord's side of the door. */
export const guestLinks: StateGroup = {
  name: 'Links for guests',
  host: 'discord',
  sizes: ['desktop', 'phone'],
  async begin(setting) {
    const host = await hostOfGuests(setting)
    const me = await arrive(setting, { user: 'ben' })
    await expectPlaying(me)
    return { me, friends: [host] }
  },
  states: [
    {
      name: 'guest-links',
      title: 'A link for somebody without Discord',
      async show({ me }) {
        if ((await me.activity.getByRole('button', { name: INVITE }).count()) === 0) await press(me, 'People')
        await press(me, INVITE)
        await expect(dialogOf(me, INVITE)).toBeVisible()
      },
    },
    {
      name: 'guest-link-made',
      title: 'It is made',
      async show({ me }) {
        await press(me, 'Make a link')
        await expect(dialogOf(me, INVITE).getByLabel('Your link')).toBeVisible()
      },
    },
  ],
}
