import type { Screen, Size } from './state.ts'

/** As large as a finger, px. */
const TARGET_PX = 44
/** WCAG 2.5.8: the least that a target may have; smaller ones need that much room around them. */
const LEAST_PX = 24
/** Hands hold a phone there, and systems listen there, px. */
const EDGE_PX = 8

/**
 * What may be smaller than a finger, and why: links in running text (2.5.8 exempts them), tracks of sliders, which are
 * as wide as the screen and answer to arrow keys and to double taps on the video, too; handles that a mouse drags, whose
 * neighbours are pictures.
 */
const SMALLER = ['p a', '[role="slider"]', 'input[type="range"]']
const SMALLER_BY_MOUSE = ['[data-part="handle"]']

/** What doesn't fit the screen, is too small to be pressed or too near to the edge, in words. */
export async function misfits(screen: Screen, size: Size): Promise<string[]> {
  return (await screen.frame()).evaluate(
    ({ touched, targetPx, leastPx, edgePx, smaller }) => {
      const SLACK_PX = 0.6
      const { clientWidth, scrollWidth } = document.documentElement
      const faults: string[] = []
      if (scrollWidth > clientWidth + 1) faults.push(`the page is ${scrollWidth - clientWidth} px too wide`)
      const nameOf = (element: Element): string =>
        (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40) ||
        element.outerHTML.slice(0, 80)
      const scrolls = (element: Element | null): boolean =>
        element !== null &&
        (/auto|scroll/.test(getComputedStyle(element).overflow) || scrolls(element.parentElement))
      const targets = [
        ...document.querySelectorAll(
          'button, a[href], input, select, textarea, summary, [role="tab"], [role="switch"], [role="slider"], [role^="menuitem"]',
        ),
      ]
      for (const element of targets) {
        if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
        if (element.closest('[inert], [aria-hidden="true"], .visuallyHidden')) continue
        // What hides in a label, or in the row of its radio, is pressed there.
        const label = element instanceof HTMLInputElement ? element.labels?.[0] : null
        const pressed = label ?? element
        const own = element.getBoundingClientRect()
        const box = pressed.getBoundingClientRect()
        const width = Math.max(box.width, own.width)
        const height = Math.max(box.height, own.height)
        if (width < 2 || height < 2) continue
        const x = box.left + box.width / 2
        const y = box.top + box.height / 2
        const at = document.elementFromPoint(x, y)
        // What lies below a dialog, or out of sight in a list, isn't to be pressed now.
        if (at === null || !(pressed.contains(at) || at.contains(pressed) || element.contains(at))) continue
        const reaches = (dx: number, dy: number): boolean => {
          const hit = document.elementFromPoint(x + dx, y + dy)
          return hit !== null && (pressed.contains(hit) || element.contains(hit))
        }
        const half = targetPx / 2 - 1
        const wideEnough = width >= targetPx - SLACK_PX || (reaches(-half, 0) && reaches(half, 0))
        const highEnough = height >= targetPx - SLACK_PX || (reaches(0, -half) && reaches(0, half))
        const least = Math.min(width, height) >= leastPx - SLACK_PX
        const isSmaller = smaller.some(selector => element.matches(selector))
        if (!(wideEnough && highEnough) && !(isSmaller && least))
          faults.push(`“${nameOf(element)}” is ${Math.round(width)} × ${Math.round(height)} px`)
        if (!touched || scrolls(element.parentElement)) continue
        const near = Math.min(box.left, box.top, clientWidth - box.right, innerHeight - box.bottom)
        if (near < edgePx - SLACK_PX)
          faults.push(`“${nameOf(element)}” is ${Math.round(near)} px from the edge`)
      }
      return faults
    },
    {
      touched: size === 'phone',
      targetPx: TARGET_PX,
      leastPx: LEAST_PX,
      edgePx: EDGE_PX,
      smaller: size === 'desktop' ? [...SMALLER, ...SMALLER_BY_MOUSE] : SMALLER,
    },
  )
}
