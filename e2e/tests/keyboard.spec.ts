import { expect, test } from '../src/fixtures.ts'
import { opensAndCloses, tabRound } from '../src/keyboard.ts'
import type { Person } from '../src/person.ts'
import { expectQueue, handleOf, openQueue, panelOf, paste } from '../src/queue.ts'
import { settingsOf } from '../src/settings.ts'
import { expectPlaying } from '../src/together.ts'

const HARBOUR = 'Harbour at dusk'
const FOREST = 'Forest walk'

async function expectAllReached(person: Person, among: readonly (string | RegExp)[]): Promise<void> {
  const { stops, missed, unmarked, nameless } = await tabRound(person)
  expect({ missed, unmarked, nameless }).toEqual({ missed: [], unmarked: [], nameless: [] })
  for (const name of among) expect(stops).toContainEqual(expect.stringMatching(name))
}

/** Something in the page is under way for as long as the test lasts: nobody at the keyboard has to wait for it. */
const moveOnAndOn = ({ activity }: Person): Promise<void> =>
  activity.locator('main').evaluate(main => {
    const mover = document.createElement('i')
    mover.style.transition = 'opacity 600s'
    main.append(mover)
    mover.getBoundingClientRect()
    mover.style.opacity = '0'
  })

test('by keyboard alone every control is reached, seen, opened and left', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expectPlaying(ana)
  const { keyboard } = ana.page
  const dialog = (name: string) => ana.activity.getByRole('dialog', { name })
  const menu = ana.activity.getByRole('menu')

  await test.step('the room with its queue, whose rows have one stop and arrows', async () => {
    await openQueue(ana)
    await paste(ana, '0_harbour\n0_forest')
    await expectQueue([ana], [HARBOUR, FOREST])
    await expectAllReached(ana, ['Videos', 'Leave', 'Seek', 'Pause', 'Full screen', `Move “${HARBOUR}”`])
    await handleOf(ana, FOREST).focus()
    await keyboard.press('Alt+ArrowUp')
    await expectQueue([ana], [FOREST, HARBOUR])
    await expect(handleOf(ana, FOREST)).toBeFocused()
    const more = panelOf(ana).getByRole('button', { name: `What to do with “${FOREST}”` })
    await opensAndCloses(ana, more, menu)
    await opensAndCloses(
      ana,
      panelOf(ana).getByRole('button', { name: 'Clear the queue' }),
      ana.activity.getByRole('dialog'),
    )
  })

  await test.step('its other tabs, by arrow, and what opens from them', async () => {
    await panelOf(ana).getByRole('tab', { selected: true }).focus()
    await keyboard.press('ArrowLeft')
    await expect(panelOf(ana).getByRole('tab', { name: /^People/, selected: true })).toBeFocused()
    await expectAllReached(ana, [/^Who controls/, 'Invite people', 'Invite somebody without Discord'])
    const control = panelOf(ana).getByRole('button', { name: /^Who controls/ })
    await opensAndCloses(ana, control, dialog('Who controls this room'))
    const invite = panelOf(ana).getByRole('button', { name: 'Invite somebody without Discord' })
    await opensAndCloses(ana, invite, dialog('Invite somebody without Discord'))
    await panelOf(ana).getByRole('tab', { selected: true }).focus()
    await keyboard.press('ArrowLeft')
    await expect(panelOf(ana).getByRole('tab', { name: 'Comments', selected: true })).toBeFocused()
    await expectAllReached(ana, ['Show over the video', /^Say something at/, '5 seconds later'])
    await panelOf(ana).getByRole('tab', { selected: true }).focus()
    await keyboard.press('ArrowLeft')
    await expect(panelOf(ana).getByRole('tab', { name: 'Find', selected: true })).toBeFocused()
    await expect(panelOf(ana).getByRole('list', { name: 'Chapters' })).toBeVisible()
    await expectAllReached(ana, ['Find what is said', 'Language of the captions'])
  })

  await test.step('menus and dialogs of the video: Escape closes one thing, and the keyboard is back', async () => {
    await moveOnAndOn(ana)
    for (const name of ['Speed', 'Captions']) await opensAndCloses(ana, ana.button(name), menu)
    await opensAndCloses(ana, ana.button('My settings'), dialog('My settings'), async () => {
      await expectAllReached(ana, ['Close', /Watch on my own/])
      await dialog('My settings').getByRole('combobox').first().focus()
    })
    await ana.button('People').focus()
    await keyboard.press('?')
    await expect(dialog('Keyboard shortcuts')).toBeVisible()
    await keyboard.press('Escape')
    await expect(dialog('Keyboard shortcuts')).toHaveCount(0)
    await expect(ana.button('People')).toBeFocused()
  })

  await test.step('the library, a video in it, and settings with a question over them', async () => {
    await ana.button('Videos').focus()
    await keyboard.press('Enter')
    await expect(ana.activity.getByRole('searchbox')).toBeVisible()
    const card = ana.activity.getByRole('button', { name: /^Harbour at dusk/ })
    await expect(card).toBeVisible()
    await expectAllReached(ana, ['Search videos', 'Settings', 'Collections', 'Back to the video'])
    await opensAndCloses(ana, card, ana.activity.getByRole('dialog'))
    await opensAndCloses(ana, ana.button('Settings'), settingsOf(ana), async () => {
      await settingsOf(ana).getByRole('navigation').getByRole('button', { name: 'Roles' }).focus()
      await keyboard.press('Enter')
      await expectAllReached(ana, ['Close', 'Discord role', 'Everybody else'])
      await settingsOf(ana).getByRole('combobox', { name: 'Discord role' }).focus()
    })
    await ana.button('Back to the video').focus()
    await keyboard.press('Enter')
    await expectPlaying(ana)
  })
})
