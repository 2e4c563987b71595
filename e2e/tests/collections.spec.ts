import AxeBuilder from '@axe-core/playwright'
import { press, seekTo } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import type { Person } from '../src/person.ts'
import { expectQueue, openQueue, panelOf, paste, waitingFor } from '../src/queue.ts'
import { hostState, refuse } from '../src/sandboxControl.ts'

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const HARBOUR = 'Harbour at dusk'
const FOREST = 'Forest walk'
const ALPS = /Abendlicht/

/** Everything in the Activity's frame, and nothing of the stand-in around it. */
async function violations(person: Person): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: person.page })
    .include(['iframe', 'body'])
    .withTags(STANDARDS)
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const titleOf = ({ activity }: Person) => activity.getByRole('heading', { level: 1 })
const offerOf = ({ activity }: Person) =>
  activity.getByRole('region', { name: 'Go on where this channel stopped' })

async function invited(party: { invite: (arrival: { user: string; watch?: string }) => Promise<Person> }) {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  await expect(titleOf(ana)).toHaveText('Test card')
  return ana
}

test('what a channel was watching is offered to the next who come there, once', async ({ party }) => {
  const first = await invited(party)
  await openQueue(first)
  await paste(first, '0_harbour\n0_forest')
  await expectQueue([first], [HARBOUR, FOREST])
  await press(first, 'Pause')
  await seekTo(first, 75)
  await expect(first.activity.getByRole('slider', { name: 'Seek' })).toHaveAttribute('aria-valuenow', /^7\d$/)
  await press(first, 'Leave')
  await first.context.close()
  await expect.poll(async () => (await hostState()).instance).toBeNull()

  const ana = await party.invite({ user: 'ana' })
  await expect(offerOf(ana)).toContainText(/“Test card” at 1:1\d and 2 more/)
  expect(await violations(ana)).toEqual([])
  await ana.button('Continue').click()
  await expect(titleOf(ana)).toHaveText('Test card')
  await expect(ana.activity.getByRole('slider', { name: 'Seek' })).toHaveAttribute('aria-valuenow', /^7\d$/)
  await expect(ana.button('Play')).toBeVisible()
  await openQueue(ana)
  await expectQueue([ana], [HARBOUR, FOREST])
  await press(ana, 'Videos')
  await expect(ana.activity.getByRole('searchbox')).toBeVisible()
  await expect(offerOf(ana)).toHaveCount(0)
})

test('a whole collection at once, one with a press, and one sentence for what isn’t to be had', async ({
  party,
}) => {
  await refuse('0_alps', ['ben'])
  const ana = await invited(party)
  const ben = await party.invite({ user: 'ben', watch: '0_testcard' })
  await expect(titleOf(ben)).toHaveText('Test card')
  await press(ana, 'Videos')
  await ana.button('Collections').click()
  await expect(ana.activity.getByRole('region', { name: 'Categories' })).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await ana.activity.getByRole('button', { name: /^Winter programme/ }).click()
  await expect(ana.activity.getByRole('heading', { name: 'Winter programme' })).toBeFocused()
  await ana.button('Add all to the queue').click()
  await expect(ana.activity.getByText('3 videos of “Winter programme” added to the queue.')).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await openQueue(ben)
  await expect(waitingFor(ben)).toHaveCount(3)
  await openQueue(ana)
  await expect(waitingFor(ana).filter({ hasText: ALPS })).toContainText('Ben can’t watch this one')
  await expect(waitingFor(ben).filter({ hasText: ALPS })).toContainText('You can’t watch this one')

  // With keys: from the card to its plus, and back with what is said of it.
  await ana.button('Library').click()
  await ana.activity.getByRole('button', { name: /^Forest walk/ }).focus()
  await ana.page.keyboard.press('Tab')
  await expect(
    ana.activity.getByRole('button', { name: 'Put in the queue' }).and(ana.activity.locator(':focus')),
  ).toHaveCount(1)
  await ana.page.keyboard.press('Enter')
  await expect(waitingFor(ben)).toHaveCount(4)
  await ana.activity.getByRole('button', { name: 'Undo' }).first().click()
  await expect(waitingFor(ben)).toHaveCount(3)

  const refusals: readonly (readonly [pasted: string, sentence: string])[] = [
    ['hello there', 'That isn’t a Kaltura link or an entry id.'],
    [
      'https://cdn.example.com/p/99/embedPlaykitJs/uiconf_id/1?entry_id=1_abc12345',
      'another Kaltura account',
    ],
    ['https://videos.example.com/playlist/details/0_none', 'That isn’t a playlist of this server’s library'],
    ['0_spring', 'There is nothing in this playlist'],
    ['0_nothere', '0_nothere isn’t a video of this server’s library'],
    [Array(500).fill('0_harbour').join('\n'), 'That is 500 at once. Add up to 50 at a time.'],
  ]
  for (const [pasted, sentence] of refusals) {
    await paste(ana, pasted)
    await expect(panelOf(ana).getByRole('alert')).toContainText(sentence)
    await expect(waitingFor(ana)).toHaveCount(3)
  }
  await paste(ana, 'https://videos.example.com/playlist/details/0_winter')
  await expect(waitingFor(ben)).toHaveCount(6)
  await refuse('0_alps', [])
})
