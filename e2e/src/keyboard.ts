import { expect, type Locator } from '@playwright/test'
import type { Person } from './person.ts'

/** More stops than any screen has: whoever presses Tab as often without getting out is caught. */
const MOST_STOPS = 120

/** What Tab comes by, what it doesn't, and what doesn't show that it is there; all in words. */
export interface TabRound {
  readonly stops: readonly string[]
  readonly missed: readonly string[]
  readonly unmarked: readonly string[]
  readonly nameless: readonly string[]
}

interface KeyboardWalk {
  stop(): boolean
  missed(): string[]
  readonly stops: string[]
  readonly unmarked: string[]
  readonly nameless: string[]
}

declare global {
  interface Window {
    keyboardWalk?: KeyboardWalk
  }
}

/** From the beginning of the Activity's frame with Tab, until it leaves the frame; arrows go through what has one stop. */
export async function tabRound(person: Person): Promise<TabRound> {
  const { page } = person
  const frame = await person.frame()
  await frame.evaluate(beginKeyboardWalk)
  await page.evaluate(standBeforeTheActivity)
  const isIn = () => page.evaluate(() => document.activeElement?.tagName === 'IFRAME')
  let inside = true
  for (let presses = 0; inside && presses < MOST_STOPS; presses++) {
    await page.keyboard.press('Tab')
    inside = (await isIn()) && (await frame.evaluate(() => window.keyboardWalk?.stop() ?? false))
    if (inside) await followArrows(person)
  }
  expect(inside, 'Tab leaves the Activity').toBe(false)
  return frame.evaluate(() => {
    const walk = window.keyboardWalk
    if (!walk) throw new Error('The document has gone.')
    const { stops, unmarked, nameless } = walk
    return { stops, unmarked, nameless, missed: walk.missed() }
  })
}

/** On something of Discord's that comes just before the Activity. */
function standBeforeTheActivity(): void {
  const ID = 'before-the-activity'
  const made = document.getElementById(ID) ?? document.createElement('button')
  made.id = ID
  document.querySelector('iframe')?.before(made)
  made.focus()
}

/** In a row or a list that has one stop for Tab, to the other ones and back again. */
async function followArrows({ page, frame }: Person): Promise<void> {
  const document_ = await frame()
  const keys = await document_.evaluate(() => {
    const stop = document.activeElement
    if (stop?.getAttribute('role') === 'tab') return null
    const list = stop?.closest('ol, ul, [role="list"], [role="grid"]')
    return list?.querySelector('[tabindex="-1"]') ? (['ArrowDown', 'ArrowRight'] as const) : null
  })
  if (keys === null) return
  const before = await document_.evaluateHandle(() => document.activeElement)
  for (const key of keys)
    for (let step = 0; step < 3; step++) {
      await page.keyboard.press(key)
      await document_.evaluate(() => window.keyboardWalk?.stop())
    }
  await before.evaluate(element => element instanceof HTMLElement && element.focus())
}

function beginKeyboardWalk(): void {
  const CONTROLS =
    'button, a[href], input, select, textarea, summary, [role="tab"], [role="slider"], [role="switch"]'
  const seen = new Set<Element>()
  const walk: KeyboardWalk = { stops: [], unmarked: [], nameless: [], stop, missed }
  window.keyboardWalk = walk
  let last: { readonly element: Element; readonly look: string } | null = null

  const nameOf = (element: Element): string => {
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null
    const referred = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map(id => document.getElementById(id)?.textContent ?? '')
    const given = [element.getAttribute('aria-label'), referred.join(' '), labels?.[0]?.textContent]
    return (given.find(each => each?.trim()) ?? element.textContent ?? '').trim().slice(0, 60)
  }
  /** A ring may stand around the thing itself, or around what holds it. */
  const lookOf = (element: Element): string =>
    [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling]
      .map(each => {
        if (!each) return ''
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(each)
        return [outlineStyle === 'none' ? '' : outlineStyle + outlineWidth + outlineColor, boxShadow].join()
      })
      .join('|')

  function stop(): boolean {
    const element = document.activeElement
    if (last && last.element !== element && last.element.isConnected && lookOf(last.element) === last.look)
      walk.unmarked.push(nameOf(last.element))
    last = null
    if (!element || element === document.body) return false
    last = { element, look: lookOf(element) }
    if (seen.has(element)) return true
    seen.add(element)
    walk.stops.push(nameOf(element))
    if (nameOf(element) === '') walk.nameless.push(element.outerHTML.slice(0, 120))
    return true
  }

  function missed(): string[] {
    const shown = [...document.querySelectorAll(CONTROLS)].filter(
      element =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.closest('[inert], [aria-hidden="true"]') &&
        !(element instanceof HTMLButtonElement && element.disabled),
    )
    // Of radio buttons and of tabs the chosen one is the stop, and arrows choose.
    const others = shown.filter(
      element =>
        !seen.has(element) &&
        !(element instanceof HTMLInputElement && element.type === 'radio') &&
        element.getAttribute('role') !== 'tab',
    )
    return others.map(nameOf)
  }
}

/** Opened with Enter from there; Escape closes it, and it alone, and the keyboard is back where it was. */
export async function opensAndCloses(
  person: Person,
  opener: Locator,
  opened: Locator,
  within: () => Promise<void> = async () => {},
): Promise<void> {
  await opener.focus()
  await person.page.keyboard.press('Enter')
  await expect(opened).toBeVisible()
  await expect
    .poll(() => opened.evaluate(element => element.contains(document.activeElement)), {
      message: 'the keyboard is in what was opened',
    })
    .toBe(true)
  await within()
  await person.page.keyboard.press('Escape')
  await expect(opened).toHaveCount(0)
  await expect(opener).toBeFocused()
}
