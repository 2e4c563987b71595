import { showControls } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { expectInStep, expectNear, expectPlaying, expectStoppedTogether } from '../src/together.ts'

test('picture-in-picture: the video and no controls', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', watch: '0_testcard', layout: 'pip' })
  await expectPlaying(ana)
  await expect(ana.activity.locator('video')).toBeVisible()
  await expect(ana.activity.getByRole('button').filter({ visible: true })).toHaveCount(0)
})

test('phone, upright: video and controls fit, and nothing is cut off', async ({ party }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const ana = await party.invite({ user: 'ana', watch: '0_testcard', platform: 'mobile' }, phone)
  await expectPlaying(ana)
  const overflowPx = await (await ana.frame()).evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflowPx).toBeLessThanOrEqual(0)
  await ana.activity.locator('video').tap({ force: true })
  await expect(ana.button('Pause')).toBeVisible()
  const target = await ana.button('Pause').boundingBox()
  expect(Math.min(target?.width ?? 0, target?.height ?? 0)).toBeGreaterThanOrEqual(44)
})

test('by keyboard alone: find a video, start it, pause, seek, mute, go on', async ({ party }) => {
  const ana = await party.invite({ user: 'ana' })
  const { keyboard } = ana.page
  await expect(ana.activity.getByRole('searchbox')).toBeVisible()
  await ana.page.locator('iframe').first().focus()
  await keyboard.press('/')
  await expect(ana.activity.getByRole('searchbox')).toBeFocused()
  await keyboard.type('test card')
  const found = ana.activity.getByRole('button', { name: /test card/i }).first()
  await expect(found).toBeVisible()
  await expect(async () => {
    await keyboard.press('Tab')
    await expect(found).toBeFocused({ timeout: 200 })
  }).toPass()
  await keyboard.press('Enter')
  await expect(ana.button('Watch together')).toBeVisible()
  await expect(async () => {
    if (!(await ana.button('Watch together').evaluate(button => button === document.activeElement)))
      await keyboard.press('Tab')
    await expect(ana.button('Watch together')).toBeFocused({ timeout: 200 })
  }).toPass()
  await keyboard.press('Enter')
  await expectPlaying(ana)

  await keyboard.press('k')
  const pausedAtS = await expectStoppedTogether([ana])
  await keyboard.press('ArrowRight')
  await expectNear([ana], pausedAtS + 5, 0.5)
  await keyboard.press('j')
  await expectNear([ana], Math.max(0, pausedAtS - 5), 0.5)
  await keyboard.press('m')
  await expect(ana.button('Unmute')).toBeVisible()
  await keyboard.press('k')
  await expectPlaying(ana)
})

test('controls go away while it plays, and come back with a movement', async ({ party }) => {
  const people = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  const [ana] = people
  if (!ana) throw new Error('Somebody is missing.')
  await expectInStep(people)
  const controls = ana.activity.getByRole('group', { name: 'Video controls' }).locator('..')
  await expect(controls).toHaveCSS('opacity', '0')
  await showControls(ana)
  await expect(controls).toHaveCSS('opacity', '1')
})

test('the Activity speaks the language of Discord', async ({ party }) => {
  const ana = await party.invite({ user: 'ana', locale: 'de', watch: '0_testcard' })
  await expectPlaying(ana)
  await showControls(ana)
  await expect((await ana.frame()).locator('html')).toHaveAttribute('lang', /^de/)
  await expect(ana.button('Pause')).toHaveCount(1)
  await expect(ana.button('Leave')).toHaveCount(0)
})
