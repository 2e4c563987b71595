import { press, seekTo, showControls } from '../../../e2e/src/controls.ts'
import { slowestOf } from '../../../e2e/src/describeInteractions.ts'
import { type Interaction, probeInteractions, takeInteractions } from '../../../e2e/src/interactionProbe.ts'
import { fieldOf } from '../../../e2e/src/moments.ts'
import { openPerson, type Person } from '../../../e2e/src/person.ts'
import { percentile } from '../../../e2e/src/positions.ts'
import { chooseFor, handleOf, openQueue, panelOf, paste } from '../../../e2e/src/queue.ts'
import { goTo, openSettings, settingsOf } from '../../../e2e/src/settings.ts'
import { withBrowser } from '../browser.ts'
import type { Section } from '../figure.ts'
import { withProduct } from '../product.ts'

const ENTRY = '0_testcard'
const ROUNDS = 3

/** What people do most, each with how it is done. The ones that follow find the page as the ones before have left it. */
const STEPS: readonly (readonly [name: string, act: (ana: Person) => Promise<void>])[] = [
  ['pause', ana => press(ana, 'Pause')],
  ['play', ana => press(ana, 'Play')],
  ['seek by the scrubber', ana => seekTo(ana, 40)],
  ['seek by keys', ana => keys(ana, ['ArrowRight', 'ArrowLeft', 'l', 'j'])],
  ['mute', ana => keys(ana, ['m', 'm'])],
  ['speed', ana => choose(ana, 'Speed', /^1[.,]25/)],
  ['speed back', ana => choose(ana, 'Speed', /^Normal$/)],
  ['open people', ana => press(ana, 'People')],
  ['open queue', ana => openQueue(ana)],
  ['add to the queue', ana => paste(ana, '0_harbour\n0_forest')],
  ['reorder the queue', reorder],
  ['remove from the queue', removeAll],
  ['open search', search],
  ['my settings', mySettings],
  ['library and back', library],
  ['settings of the server', serverSettings],
]

/** From each press to the picture that follows it, over a walk through what people do most. */
export async function measureNextPaint(): Promise<Section> {
  const byStep = new Map<string, Interaction[]>()
  await withProduct(() =>
    withBrowser(async browser => {
      const ana = await openPerson(
        browser,
        { user: 'ana', watch: ENTRY },
        {},
        context => void probeInteractions(context),
      )
      await ana.button('Pause').waitFor({ state: 'attached' })
      for (let round = 0; round < ROUNDS; round++)
        for (const [name, act] of STEPS) {
          await act(ana)
          await painted(ana)
          const done = await takeInteractions(ana.context)
          byStep.set(name, [...(byStep.get(name) ?? []), ...done])
        }
    }),
  )
  return summary(byStep)
}

function summary(byStep: ReadonlyMap<string, readonly Interaction[]>): Section {
  const all = [...byStep.values()].flat()
  const share = (of: readonly Interaction[], at: number): number =>
    percentile(
      of.map(({ ms }) => ms),
      at,
    )
  const slowest = slowestOf(all).map(({ what, ms }) => `${what} ${ms} ms`)
  return {
    name: 'Interaction to next paint',
    setting: `${all.length} presses and keys of one person beside a video that plays, 1280×720: ${ROUNDS} walks through the main ways, by the browser’s own event timings, which don’t go below 16 ms. Slowest: ${slowest.join(', ')}.`,
    figures: [
      { name: 'p50', value: share(all, 0.5), unit: 'ms', must: null, goal: null },
      { name: 'p95', value: share(all, 0.95), unit: 'ms', must: 200, goal: 100 },
      { name: 'worst', value: share(all, 1), unit: 'ms', must: null, goal: null },
      ...[...byStep].map(([name, done]) => ({
        name: `worst: ${name}`,
        value: share(done, 1),
        unit: 'ms' as const,
        must: null,
        goal: null,
      })),
    ],
  }
}

/** A timing is told once its picture has been shown, which is a moment after. */
async function painted(ana: Person): Promise<void> {
  const frame = await ana.frame()
  await frame.evaluate(
    () =>
      new Promise<void>(resolve =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))),
      ),
  )
}

async function keys({ page }: Person, names: readonly string[]): Promise<void> {
  for (const name of names) await page.keyboard.press(name)
}

async function choose(ana: Person, menu: string, choice: RegExp): Promise<void> {
  await press(ana, menu)
  await ana.activity.getByRole('menuitemradio', { name: choice }).click()
}

async function reorder(ana: Person): Promise<void> {
  await handleOf(ana, 'Forest walk').focus()
  await keys(ana, ['Alt+ArrowUp', 'Alt+ArrowDown'])
}

async function removeAll(ana: Person): Promise<void> {
  for (const video of ['Forest walk', 'Harbour at dusk']) await chooseFor(ana, video, 'Remove')
}

async function search(ana: Person): Promise<void> {
  await keys(ana, ['/'])
  await fieldOf(ana).waitFor()
  await ana.page.keyboard.type('octave')
  await panelOf(ana).getByRole('list', { name: 'Moments' }).waitFor()
  await fieldOf(ana).fill('')
  await panelOf(ana).getByRole('button', { name: 'Hide the panel' }).click()
}

async function mySettings(ana: Person): Promise<void> {
  await press(ana, 'My settings')
  const dialog = ana.activity.getByRole('dialog', { name: 'My settings' })
  const own = dialog.getByRole('switch', { name: /Watch on my own/ })
  await own.check()
  await own.uncheck()
  await ana.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

async function library(ana: Person): Promise<void> {
  await press(ana, 'Videos')
  await ana.page.keyboard.press('/')
  await ana.page.keyboard.type('harbour')
  await ana.activity.getByRole('button', { name: /Harbour at dusk/ }).click()
  const dialog = ana.activity.getByRole('dialog')
  await dialog.getByRole('button').first().waitFor()
  await ana.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await ana.activity.getByRole('searchbox').fill('')
  await ana.activity.getByRole('button', { name: 'Back to the video' }).click()
  await showControls(ana)
}

async function serverSettings(ana: Person): Promise<void> {
  await press(ana, 'Videos')
  await openSettings(ana)
  for (const part of ['Commands', 'Roles', 'Features', 'Notifications']) await goTo(ana, part)
  await ana.page.keyboard.press('Escape')
  await settingsOf(ana).waitFor({ state: 'detached' })
  await ana.activity.getByRole('button', { name: 'Back to the video' }).click()
}
