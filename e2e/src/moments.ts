import { expect, type Locator } from '@playwright/test'
import { showControls } from './controls.ts'
import type { Person } from './person.ts'
import { panelOf } from './queue.ts'

export const fieldOf = (person: Person): Locator =>
  panelOf(person).getByRole('searchbox', { name: 'Find what is said' })

export const momentsOf = (person: Person): Locator =>
  panelOf(person).getByRole('list', { name: 'Moments' }).getByRole('button')

/** What stands over the scrubber while somebody points at a place, 0 being the start and 1 the end. */
export async function pointAt(person: Person, share: number): Promise<Locator> {
  await showControls(person)
  const slider = person.activity.getByRole('slider', { name: 'Seek' })
  const box = await slider.boundingBox()
  if (!box) throw new Error('There is no scrubber.')
  await slider.hover({ position: { x: share * box.width, y: box.height / 2 } })
  return slider
}

/** A finger on the scrubber, from one place to another, where it stays until it is lifted. */
export async function dragByTouch(person: Person, from: number, to: number): Promise<() => Promise<void>> {
  await person.activity.locator('video').tap({ force: true })
  const slider = person.activity.getByRole('slider', { name: 'Seek' })
  await expect(slider).toBeVisible()
  const box = await slider.boundingBox()
  if (!box) throw new Error('There is no scrubber.')
  const session = await person.context.newCDPSession(person.page)
  const send = (type: 'touchStart' | 'touchMove', share: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: [{ x: box.x + share * box.width, y: box.y + box.height / 2 }],
    })
  await send('touchStart', from)
  await send('touchMove', (from + to) / 2)
  await send('touchMove', to)
  return async () => {
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await session.detach()
  }
}

/**
 * Which still of the whole picture looks most like what is on the screen: both are decoded in an empty page, so that
 * nothing of ours has a say in it.
 */
export async function stillShown(person: Person, still: Locator, spriteUrl: string): Promise<number> {
  await expect(still).toBeVisible()
  // It comes in over a moment.
  await still.evaluate(element =>
    Promise.all(element.getAnimations({ subtree: true }).map(each => each.finished)),
  )
  const shown = (await still.screenshot()).toString('base64')
  const sprite = Buffer.from(await (await fetch(spriteUrl)).arrayBuffer()).toString('base64')
  const blank = await person.context.newPage()
  try {
    return await blank.evaluate(nearestStill, {
      shown: `data:image/png;base64,${shown}`,
      sprite: `data:image/jpeg;base64,${sprite}`,
    })
  } finally {
    await blank.close()
  }
}

async function nearestStill({ shown, sprite }: { shown: string; sprite: string }): Promise<number> {
  const STILLS = 100
  const decode = async (url: string) => {
    const image = new Image()
    image.src = url
    await image.decode()
    return image
  }
  const [screen, all] = [await decode(shown), await decode(sprite)]
  const width = all.naturalWidth / STILLS
  const height = all.naturalHeight
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('There is nothing to draw on.')
  const pixels = (image: HTMLImageElement, from: number, fromWidth: number, fromHeight: number) => {
    context.drawImage(image, from, 0, fromWidth, fromHeight, 0, 0, width, height)
    return context.getImageData(0, 0, width, height).data
  }
  const seen = pixels(screen, 0, screen.naturalWidth, screen.naturalHeight)
  const distances = Array.from({ length: STILLS }, (_, index) => {
    const still = pixels(all, index * width, width, height)
    return still.reduce((sum, value, at) => sum + Math.abs(value - (seen[at] ?? 0)), 0)
  })
  return distances.indexOf(Math.min(...distances))
}
