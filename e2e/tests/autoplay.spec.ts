import { CHROMIUM_ARGS, findChromium } from '../src/findChromium.ts'
import { expect, test } from '../src/fixtures.ts'
import { expectInStep, expectPlaying, watch } from '../src/together.ts'

const executablePath = findChromium()

test.use({
  // Taking a trace touches the page, which counts there as a gesture.
  trace: 'off',
  launchOptions: {
    ...(executablePath === undefined ? {} : { executablePath }),
    // `user-gesture-required` is what a reload inside Discord meets.
    args: [...CHROMIUM_ARGS, '--autoplay-policy=document-user-activation-required'],
  },
})

test('where sound needs a tap, the video plays in step without, and one tap gives it', async ({ party }) => {
  const people = await party.inviteAll(['ana', 'ben'], { watch: '0_testcard' })
  const [ana, ben] = people
  if (!ana || !ben) throw new Error('Somebody is missing.')
  // Whatever a test does to a page counts there as a gesture: until the video runs, only Ben's is looked at.
  await expectPlaying(ben)
  await expect(ana.button('Tap for sound')).toBeVisible()
  const isMuted = async (): Promise<boolean | undefined> =>
    (await ana.frame()).evaluate(() => document.querySelector('video')?.muted)
  expect(await isMuted()).toBe(true)
  await ana.button('Tap for sound').click()
  await expect.poll(isMuted).toBe(false)
  await expect(ana.button('Tap for sound')).toHaveCount(0)
  await expectInStep(people)
  expect((await watch(people)).every(series => series.every(({ paused }) => !paused))).toBe(true)
})
