import AxeBuilder from '@axe-core/playwright'
import { press, seekTo } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { dragByTouch, fieldOf, momentsOf, pointAt, stillShown } from '../src/moments.ts'
import type { Person } from '../src/person.ts'
import { panelOf } from '../src/queue.ts'
import { SERVER_URL } from '../src/sandboxControl.ts'
import { expectNear, expectPlaying } from '../src/together.ts'

const SPRITE = `${SERVER_URL}/api/v1/videos/0_testcard/slices`
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

async function violations({ page }: Person): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include(['iframe', 'body'])
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

test('chapters, stills and what is said lead everybody to a moment, by mouse, keys and touch', async ({
  party,
}) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard' })
  const ben = await party.invite({ user: 'ben', platform: 'mobile' }, PHONE)
  const people = [ana, ben]
  const slider = ana.activity.getByRole('slider', { name: 'Seek' })
  const { keyboard } = ana.page
  await expectPlaying(ana)
  await expectPlaying(ben)

  await test.step('the scrubber shows the chapters, and of a place its time, chapter and picture', async () => {
    await expect(ana.activity.locator('[data-kind="chapter"]')).toHaveCount(3)
    await expect(slider).toHaveAttribute('aria-valuetext', /of 2 minutes, The dial$/)
    await pointAt(ana, 0.405)
    await expect(slider).toContainText('Beeps and flashes')
    await expect(slider).toContainText(/0:4[89]/)
    expect(await stillShown(ana, slider.locator('[data-still]'), SPRITE)).toBe(40)
    await pointAt(ana, 0.905)
    expect(await stillShown(ana, slider.locator('[data-still]'), SPRITE)).toBe(90)
  })

  await test.step('keys go from chapter to chapter, for everybody', async () => {
    await seekTo(ana, 100)
    await expectNear(people, 102, 6)
    await keyboard.press('Shift+ArrowLeft')
    await keyboard.press('Shift+ArrowLeft')
    await expectNear(people, 62, 5)
    await keyboard.press('Shift+ArrowRight')
    await expectNear(people, 92, 5)
  })

  await test.step('a key opens the search; words that are said are found, and Enter takes everybody there', async () => {
    await keyboard.press('/')
    await expect(fieldOf(ana)).toBeFocused()
    await expect(panelOf(ana).getByRole('list', { name: 'Chapters' }).getByRole('button')).toHaveCount(4)
    expect(await violations(ana)).toEqual([])
    await keyboard.type('OCTAVE beep')
    await expect(momentsOf(ana).first()).toHaveAccessibleName(/^0:12 .*octave higher\.$/)
    await expect(momentsOf(ana).first().locator('mark')).toHaveText(['beep', 'octave'])
    await expect(panelOf(ana).getByText('6 moments found')).toBeAttached()
    await keyboard.press('ArrowDown')
    await keyboard.press('ArrowDown')
    await expect(momentsOf(ana).nth(1)).toBeFocused()
    await keyboard.press('Enter')
    await expectNear(people, 34, 5)
    await keyboard.press('ArrowUp')
    await keyboard.press('ArrowUp')
    await expect(fieldOf(ana)).toBeFocused()
    expect(await violations(ana)).toEqual([])
  })

  await test.step('in another language, without its accents; and where nothing is found', async () => {
    await panelOf(ana).getByRole('button', { name: 'Language of the captions' }).click()
    await ana.activity.getByRole('menuitemradio', { name: 'Deutsch' }).click()
    await fieldOf(ana).fill('hoher')
    await expect(momentsOf(ana).first().locator('mark')).toHaveText('höher')
    await fieldOf(ana).fill('nobody says that')
    await expect(panelOf(ana).getByText('Nobody says “nobody says that”').first()).toBeVisible()
  })

  await test.step('by touch: dragging shows the picture, and a moment is pressed below the video', async () => {
    await panelOf(ben).getByRole('tab', { name: 'Find' }).tap()
    await fieldOf(ben).fill('frames')
    await momentsOf(ben).nth(1).tap()
    await expectNear(people, 38, 5)
    expect(await violations(ben)).toEqual([])
    const lift = await dragByTouch(ben, 0.3, 0.655)
    const scrubber = ben.activity.getByRole('slider', { name: 'Seek' })
    await expect(scrubber).toContainText('The second minute')
    expect(await stillShown(ben, scrubber.locator('[data-still]'), SPRITE)).toBe(65)
    await lift()
    await expectNear(people, 80, 5)
  })
})

test('captions that are damaged are one sentence, and nothing else changes', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_science' })
  await expectPlaying(ana)
  await press(ana, 'Find')
  await fieldOf(ana).fill('tides')
  await expect(
    panelOf(ana).getByText('The captions of this video are damaged, so they can’t be searched.'),
  ).toBeVisible()
  await expectPlaying(ana)
})
