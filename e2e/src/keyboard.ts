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

const BEFORE = 'before-the-activity'
const OUTSIDE = 'outside'

interface KeyboardWalk {
  /** Names what has the focus; empty where nothing has. */
  place(): string
  stop(): void
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
  await page.evaluate(standBeforeTheActivity, BEFORE)
  const where = async (): Promise<string> => {
    const outer = await page.evaluate(() => {
      const { tagName, id } = document.activeElement ?? document.body
      return tagName === 'IFRAME' || tagName === 'BODY' ? tagName : id
    })
    if (outer === 'IFRAME') return frame.evaluate(() => window.keyboardWalk?.place() ?? '')
    // On its way from one document to the other it is nowhere.
    if (outer === 'BODY') return ''
    return outer === BEFORE ? BEFORE : OUTSIDE
  }
  let place = BEFORE
  for (let presses = 0; place !== OUTSIDE && presses < MOST_STOPS; presses++) {
    const before = place
    await page.keyboard.press('Tab')
    // Documents of two sites hand the focus to each other in their own time.
    await expect
      .poll(async () => (place = await where()), { message: 'Tab leads on', intervals: [20] })
      .not.toMatch(new RegExp(`^(${before})?$`))
    if (place === OUTSIDE) break
    await frame.evaluate(() => window.keyboardWalk?.stop())
    await followArrows(person)
  }
  expect(place, 'Tab leaves the Activity').toBe(OUTSIDE)
  return frame.evaluate(() => {
    const walk = window.keyboardWalk
    if (!walk) throw new Error('The document has gone.')
    const { stops, unmarked, nameless } = walk
    return { stops, unmarked, nameless, missed: walk.missed() }
  })
}

/** On something of Discord's that comes just before the Activity. */
function standBeforeTheActivity(id: string): void {
  const made = document.getElementById(id) ?? document.createElement('button')
  made.id = id
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
  const places = new Map<Element, string>()
  const walk: KeyboardWalk = { stops: [], unmarked: [], nameless: [], place, stop, missed }
  window.keyboardWalk = walk
  let last: { readonly element: Element; readonly look: string } | null = null

  const nameOf = (element: Element): string => {
    const labels =
      element instanceof HTMLInputElement ||
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement
        ? element.labels
        : null
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

  function place(): string {
    const element = document.activeElement
    if (!element || element === document.body) return ''
    const known = places.get(element) ?? `stop ${places.size}`
    places.set(element, known)
    return known
  }

  function stop(): void {
    const element = document.activeElement
    if (last && last.element !== element && last.element.isConnected && lookOf(last.element) === last.look)
      walk.unmarked.push(nameOf(last.element))
    last = null
    if (!element || element === document.body) return
    last = { element, look: lookOf(element) }
    if (seen.has(element)) return
    seen.add(element)
    walk.stops.push(nameOf(element))
    if (nameOf(element) === '') walk.nameless.push(element.outerHTML.slice(0, 120))
  }

  /** Where arrows lead from one to the next, they lead to all. */
  function isReachedByArrows(element: Element): boolean {
    const list = element.closest('ol, ul, [role="list"], [role="grid"]')
    if (element.getAttribute('tabindex') !== '-1' || list === null) return false
    return (
      [...seen].some(each => list.contains(each) && each.getAttribute('tabindex') === '0') &&
      seenInRows(list) > 1
    )
  }

  function seenInRows(list: Element): number {
    return new Set([...seen].filter(each => list.contains(each)).map(each => each.closest('li') ?? each)).size
  }

  function missed(): string[] {
    // Below a modal dialog nothing is to be reached.
    const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document
    const shown = [...top.querySelectorAll(CONTROLS)].filter(
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
        element.getAttribute('role') !== 'tab' &&
        !isReachedByArrows(element),
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
