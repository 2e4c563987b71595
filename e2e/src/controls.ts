import type { Person } from './person.ts'
import { holdMedia } from './sandboxControl.ts'

/** The controls go away while nobody moves: move, as somebody who wants them does. */
export async function showControls(person: Person): Promise<void> {
  const box = await person.page.locator('iframe').first().boundingBox()
  if (!box) throw new Error(`${person.handle} has no Activity open.`)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await person.page.mouse.move(x - 20, y)
  await person.page.mouse.move(x, y)
}

export async function press(person: Person, button: string): Promise<void> {
  await showControls(person)
  await person.button(button).click()
}

/** By the scrubber, as with a mouse: presses it where that moment is. */
export async function seekTo(person: Person, positionS: number): Promise<void> {
  await showControls(person)
  const slider = person.activity.getByRole('slider', { name: 'Seek' })
  const [min, max] = await Promise.all(
    ['aria-valuemin', 'aria-valuemax'].map(async name => Number(await slider.getAttribute(name))),
  )
  const box = await slider.boundingBox()
  if (!box || min === undefined || max === undefined) throw new Error('There is no scrubber.')
  const share = (positionS - min) / (max - min)
  await slider.click({ position: { x: share * (box.width - 1), y: box.height / 2 } })
}

/** This person's media runs dry and nothing more comes for a while: an underrun as on a bad line. */
export async function stall(person: Person, ms: number): Promise<void> {
  await holdMedia(person.handle, ms)
  await person.page.evaluate(stallMs => {
    const frame = document.querySelector('iframe')
    frame?.contentWindow?.postMessage({ sandbox: 'stall', ms: stallMs }, '*')
  }, ms)
}
