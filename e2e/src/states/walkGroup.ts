import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { setLayout } from '../hostPage.ts'
import { violationsIn } from '../violations.ts'
import { writeFinding } from './findings.ts'
import { misfits } from './fits.ts'
import { forgetSpoken, speechFaults } from './liveRegions.ts'
import {
  type Device,
  PIXELS,
  pictureName,
  type Scene,
  type Size,
  type State,
  type StateGroup,
  sizesOf,
} from './state.ts'
import { takePicture } from './takePicture.ts'

/** What was on the screen of somebody who didn't get to a state. */
const MISSED = join(import.meta.dirname, '../../../test-results/screens')

/** What a device can be made to show without beginning anew. */
const BESIDE: Readonly<Record<Device, readonly Size[]>> = {
  desktop: ['desktop', 'pip', 'narrow'],
  phone: ['phone'],
}

export const isWalked = (group: StateGroup, device: Device): boolean =>
  group.states.some(state => sizesFor(group, state, device).length > 0)

const sizesFor = (group: StateGroup, state: State, device: Device): readonly Size[] =>
  sizesOf(group, state).filter(size => BESIDE[device].includes(size))

interface Walk {
  readonly group: StateGroup
  readonly scene: Scene
  /** An empty page, for what only a page can do. */
  readonly blank: Page
}

/** Goes through all states of a group on one device; what is wrong is written down, and the next state comes. */
export async function walkGroup(walk: Walk): Promise<void> {
  const { group, scene } = walk
  for (const state of group.states) {
    const sizes = sizesFor(group, state, scene.device)
    if (sizes.length === 0) continue
    try {
      await forgetSpoken(scene.me).catch(() => undefined)
      await state.show(scene)
      const said = await speechFaults(scene.me, state.says)
      for (const [index, size] of sizes.entries()) await look(walk, state, size, index === 0 ? said : [])
    } catch (error) {
      const missed = error instanceof Error ? error.message.slice(0, 1_500) : String(error)
      const [size] = sizes
      const path = join(MISSED, `${group.host}-${state.name}-${scene.device}.png`)
      await scene.me.page.screenshot({ path }).catch(() => undefined)
      if (size) writeFinding({ host: group.host, state: state.name, size, axe: [], others: [], missed })
    }
    // Also where nobody got there: the next one needn't be missed, too.
    await state.after?.(scene).catch(() => undefined)
  }
}

async function look({ group, scene, blank }: Walk, state: State, size: Size, said: string[]): Promise<void> {
  await resize(group, scene, size)
  try {
    await stillness(scene)
    const { me } = scene
    const without =
      group.host === 'browser' && (await me.activity.locator('iframe').count()) > 0 ? 'iframe' : null
    const axe = await violationsIn(await me.frame(), without === null ? {} : { without })
    const others = [...said, ...(await misfits(me, size))]
    await takePicture(me, group.host, pictureName(group, state, size), blank)
    writeFinding({ host: group.host, state: state.name, size, axe, others, missed: null })
  } finally {
    if (size !== scene.device) await resize(group, scene, scene.device)
  }
}

/** Discord's own little window, or a browser's window drawn narrow; everything else is as it came. */
async function resize({ host }: StateGroup, { me, device }: Scene, size: Size): Promise<void> {
  if (device === 'phone') return
  if (host === 'browser') return me.page.setViewportSize(PIXELS[size])
  const { width } = PIXELS[size]
  const frame = me.page.locator('iframe').first()
  const box = await frame.boundingBox()
  if ((box?.width ?? width) === width) return
  await setLayout(me, size === 'pip' ? 'pip' : 'focused')
  await frame.and(me.page.locator(':visible')).waitFor()
}

/** What moves into its place has done so, and everything has its letters. */
async function stillness({ me }: Scene): Promise<void> {
  await (await me.frame()).evaluate(async () => {
    const ends = document
      .getAnimations()
      .filter(each => Number.isFinite(Number(each.effect?.getComputedTiming().endTime)))
      .map(each => each.finished.catch(() => undefined))
    await Promise.all(ends)
    await document.fonts.ready
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  })
}
