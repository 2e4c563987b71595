import type { Screen } from './state.ts'

interface Spoken {
  readonly region: number
  readonly text: string
}

declare global {
  interface Window {
    spoken?: Spoken[]
  }
}

/** Put into every page before its own scripts: writes down each change of what a screen reader reads out. */
export function recordLiveRegions(): void {
  const LIVE = '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"], [role="log"], output'
  const spoken: Spoken[] = []
  const known = new Map<Element, { readonly id: number; text: string }>()
  window.spoken = spoken
  const heard = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert], [aria-hidden="true"]')
  const textOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim()
  const look = (): void => {
    for (const element of document.querySelectorAll(LIVE)) {
      const before = known.get(element)
      const text = heard(element) ? textOf(element) : ''
      // What a region says when it appears is read out only of an alert.
      const isNew = before === undefined && element.getAttribute('role') !== 'alert'
      if (before === undefined) known.set(element, { id: known.size, text })
      else if (before.text === text) continue
      else before.text = text
      if (text !== '' && !isNew) spoken.push({ region: known.get(element)?.id ?? -1, text })
    }
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
}

/** From now on. */
export const forgetSpoken = async (screen: Screen): Promise<void> => {
  await (await screen.frame()).evaluate(() => window.spoken?.splice(0))
}

/** What is wrong with what was read out since: twice the same, or not what it should be. */
export async function speechFaults(screen: Screen, says: RegExp | undefined): Promise<string[]> {
  const spoken = await (await screen.frame()).evaluate(() => window.spoken ?? [])
  const faults: string[] = []
  spoken.forEach(({ text }, index) => {
    const earlier = spoken.slice(0, index).find(other => isSame(other.text, text))
    if (earlier) faults.push(`said twice: “${text}”`)
  })
  const counted = spoken.map(({ text }) => text.replace(/[\d.,:]+/g, '#'))
  for (const text of new Set(counted))
    if (text.includes('#') && counted.filter(other => other === text).length > 2)
      faults.push(`counted aloud: “${text}”`)
  if (says !== undefined) {
    const times = spoken.filter(({ text }) => says.test(text)).length
    if (times !== 1)
      faults.push(`${says} was said ${times} times, of: ${spoken.map(({ text }) => text).join(' | ')}`)
  }
  return faults
}

/** Told whole, or as a part of something longer. */
const isSame = (one: string, other: string): boolean => {
  const [short = '', long = ''] = one.length < other.length ? [one, other] : [other, one]
  return short === long || (short.length > 12 && long.includes(short))
}
