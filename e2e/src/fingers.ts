import type { CDPSession } from '@playwright/test'
import type { Person } from './person.ts'

/** Fingers on the video of a touched device. Shares are of the video's width, from the left. */
export interface Fingers {
  tap(share: number): Promise<void>
  doubleTap(share: number): Promise<void>
  press(share: number): Promise<void>
  release(): Promise<void>
}

/** The video has to listen to fingers by then: that part of the page comes a little later. */
export async function fingersOf(person: Person): Promise<Fingers> {
  const screen = person.activity.locator('[data-gestures]')
  await screen.waitFor()
  const touch: CDPSession = await person.context.newCDPSession(person.page)
  const at = async (share: number) => {
    const box = await screen.boundingBox()
    if (!box) throw new Error(`${person.handle} sees no video.`)
    // A little above the middle nothing lies over it, whether or not the controls are there.
    return { x: box.x + box.width * share, y: box.y + box.height * 0.48 }
  }
  const tapAt = ({ x, y }: { x: number; y: number }) => person.page.touchscreen.tap(x, y)
  return {
    tap: async share => tapAt(await at(share)),
    async doubleTap(share) {
      const point = await at(share)
      await tapAt(point)
      await tapAt(point)
    },
    press: async share => {
      const touchPoints = [await at(share)]
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    },
    release: async () => {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    },
  }
}
