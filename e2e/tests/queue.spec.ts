import { press, seekTo } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import type { Person } from '../src/person.ts'
import {
  chooseFor,
  dragTo,
  expectQueue,
  handleOf,
  openQueue,
  panelOf,
  paste,
  waitingFor,
} from '../src/queue.ts'
import { serverStarts } from '../src/runRecord.ts'
import { killServer } from '../src/sandboxControl.ts'
import { expectInStep, expectPlaying } from '../src/together.ts'
import { violations } from '../src/violations.ts'

const HARBOUR = 'Harbour at dusk'
const FOREST = 'Forest walk'
const WELCOME = 'Welcome to the Film Club'

const titleOf = ({ activity }: Person) => activity.getByRole('heading', { level: 1 })

async function two(party: {
  inviteAll: (users: readonly string[], rest: { watch: string }) => Promise<Person[]>
}): Promise<readonly [Person, Person]> {
  const [ana, ben] = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  if (!ana || !ben) throw new Error('Somebody is missing.')
  await expectInStep([ana, ben])
  return [ana, ben]
}

test('added by link, id and library; reordered by drag, by keys and by menu; the same for both', async ({
  party,
}) => {
  const people = await two(party)
  const [ana, ben] = people
  await openQueue(ana)
  await expect(panelOf(ana).getByText('Nothing is waiting')).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await openQueue(ben)
  await paste(ana, 'https://videos.example.com/media/t/0_harbour\n\n0_forest')
  await expectQueue(people, [HARBOUR, FOREST])
  await expect(waitingFor(ben).first()).toContainText('Ana')

  await press(ben, 'Videos')
  await ben.activity.getByRole('button', { name: /Welcome to the Film Club/ }).click()
  await ben.button('Play next').click()
  await expect(ben.activity.getByRole('dialog')).toHaveCount(0)
  await ben.activity.getByRole('button', { name: 'Back to the video' }).click()
  await expectQueue(people, [WELCOME, HARBOUR, FOREST])
  expect(await violations(ana)).toEqual([])

  await dragTo(ana, WELCOME, FOREST)
  await expectQueue(people, [HARBOUR, FOREST, WELCOME])
  await dragTo(ana, FOREST, HARBOUR)
  await expectQueue(people, [FOREST, HARBOUR, WELCOME])

  await handleOf(ben, WELCOME).focus()
  await ben.page.keyboard.press('Alt+ArrowUp')
  await expectQueue(people, [FOREST, WELCOME, HARBOUR])
  await expect(handleOf(ben, WELCOME)).toBeFocused()
  await ben.page.keyboard.press('Enter')
  await ben.page.keyboard.press('ArrowUp')
  await expect(panelOf(ben).getByText(`“${WELCOME}”: 1 of 3`)).toBeAttached()
  await ben.page.keyboard.press('Escape')
  await ben.page.keyboard.press('Enter')
  await ben.page.keyboard.press('ArrowDown')
  await ben.page.keyboard.press('Enter')
  await expectQueue(people, [FOREST, HARBOUR, WELCOME])

  await chooseFor(ana, WELCOME, 'Play next')
  await expectQueue(people, [WELCOME, FOREST, HARBOUR])
  await chooseFor(ana, FOREST, 'Remove')
  await expectQueue(people, [WELCOME, HARBOUR])
  expect(await violations(ana)).toEqual([])
  await ana.button('Undo').click()
  await expectQueue(people, [WELCOME, FOREST, HARBOUR])

  await press(ana, 'Next video')
  await expect(titleOf(ben)).toHaveText(WELCOME)
  await expectQueue(people, [FOREST, HARBOUR])
  await expectInStep(people)
})

test('at the end the next one comes by itself, unless somebody stops it', async ({ party }) => {
  const people = await two(party)
  const [ana, ben] = people
  await openQueue(ana)
  await paste(ana, '0_harbour\n0_forest')
  await expectQueue([ana], [HARBOUR, FOREST])
  await seekTo(ana, 118)
  await expect(ana.activity.getByText(/^Up next in \d s$/)).toBeVisible()
  await expect(ben.activity.getByText(/^Up next in \d s$/)).toBeVisible()
  expect(await violations(ben)).toEqual([])
  await ben.button('Stop').click()
  await expect(ana.activity.getByText('Ben stopped what came next').first()).toBeVisible()
  await expect(ana.activity.getByRole('heading', { name: 'That was it' })).toBeVisible()
  await expect(titleOf(ana)).toHaveText('Test card')

  await ana.button('Watch again').click()
  await expectInStep(people)
  await seekTo(ben, 118)
  await expect(titleOf(ana)).toHaveText(HARBOUR, { timeout: 30_000 })
  await expectQueue([ana], [FOREST])
  await expectInStep(people)
})

test('rubbish, a stranger’s entry and too many at once: one sentence each, and nothing changes', async ({
  party,
}) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expectPlaying(ana)
  await openQueue(ana)
  await paste(ana, '0_harbour')
  await expectQueue([ana], [HARBOUR])
  const says = panelOf(ana).getByRole('alert')
  await paste(ana, 'what a nice day')
  await expect(says).toHaveText('That isn’t a Kaltura link or an entry id.')
  await paste(ana, '0_forest\n<script>alert(1)</script>\n0_public')
  await expect(says).toHaveText('Line 2 isn’t a Kaltura link or an entry id, so nothing was added.')
  await paste(ana, '0_forest\n1_notours99')
  await expect(says).toHaveText('1_notours99 isn’t a video of this server’s library, so nothing was added.')
  await paste(ana, Array(500).fill('0_forest').join('\n'))
  await expect(says).toHaveText('That is 500 at once. Add up to 50 at a time.')
  expect(await violations(ana)).toEqual([])
  await expectQueue([ana], [HARBOUR])
})

test('stopped for everyone, the queue is offered again; cleared, it is gone', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expectPlaying(ana)
  await openQueue(ana)
  await paste(ana, '0_harbour\n0_forest\n0_public')
  await expectQueue([ana], [HARBOUR, FOREST, WELCOME])
  await press(ana, 'Videos')
  await ana.button('Stop for everyone').click()
  await expect(ana.activity.getByText('3 videos are waiting')).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await ana.button('Start the queue').click()
  await expectPlaying(ana)
  await expect(titleOf(ana)).toHaveText(HARBOUR)

  await panelOf(ana).getByRole('button', { name: 'Clear the queue' }).click()
  expect(await violations(ana)).toEqual([])
  await ana.activity.getByRole('dialog').getByRole('button', { name: 'Clear the queue' }).click()
  await expect(panelOf(ana).getByText('Nothing is waiting')).toBeVisible()
})

test('a server that is killed, and a page that is loaded again, leave the queue as it was', async ({
  party,
}) => {
  const people = await two(party)
  const [ana, ben] = people
  await openQueue(ana)
  await openQueue(ben)
  await paste(ana, '0_harbour\n0_forest')
  await expectQueue(people, [HARBOUR, FOREST])
  const startsBefore = serverStarts()
  await killServer()
  await expect.poll(serverStarts).toBe(startsBefore + 1)
  await ben.page.reload()
  await expectPlaying(ben)
  // The sandbox's frame remembers nothing of the panel.
  await openQueue(ben)
  await expectQueue(people, [HARBOUR, FOREST])
  await expectInStep(people)
})

test('on a phone: a tab below the video, handles for a thumb; nothing of it in picture-in-picture', async ({
  party,
}) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const ana = await party.invite({ user: 'ana', watch: '0_testcard', platform: 'mobile' }, phone)
  await expectPlaying(ana)
  await panelOf(ana).getByRole('tab', { name: 'Queue' }).click()
  await paste(ana, '0_harbour\n0_forest')
  await expectQueue([ana], [HARBOUR, FOREST])
  const handle = await handleOf(ana, HARBOUR).boundingBox()
  expect(Math.min(handle?.width ?? 0, handle?.height ?? 0)).toBeGreaterThanOrEqual(44)
  expect(await violations(ana)).toEqual([])
  const overflowPx = await (await ana.frame()).evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflowPx).toBeLessThanOrEqual(0)

  const ben = await party.invite({ user: 'ben', watch: '0_testcard', layout: 'pip' })
  await expectPlaying(ben)
  await expect(ben.activity.getByRole('button').filter({ visible: true })).toHaveCount(0)
})
