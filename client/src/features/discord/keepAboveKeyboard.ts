import type { Host } from '../../host/host.ts'

/** Less than this is the browser's own bar moving, px. */
const KEYBOARD_MIN_PX = 80

export interface TypedPage {
  /** Null where the browser doesn't tell what of the page is in sight. */
  readonly viewport: Pick<
    VisualViewport,
    'height' | 'offsetTop' | 'addEventListener' | 'removeEventListener'
  > | null
  /** Of the whole page, px. */
  readonly heightPx: () => number
  /** How much of the page lies under the keyboard, px. */
  readonly cover: (px: number) => void
  /** What is being typed into comes in sight. */
  readonly reveal: () => void
}

/**
 * Where a phone's keyboard lies over the page instead of making it smaller, the page makes itself smaller, and what
 * is being typed into stays in sight.
 */
export function keepAboveKeyboard(
  host: Pick<Host, 'keyboardResizesView'>,
  page: TypedPage = browserPage,
): () => void {
  const { viewport } = page
  if (viewport === null) return () => {}
  let stopped = false
  const fit = (): void => {
    const coveredPx = Math.round(page.heightPx() - viewport.height - viewport.offsetTop)
    const isUp = coveredPx >= KEYBOARD_MIN_PX
    page.cover(isUp ? coveredPx : 0)
    if (isUp) page.reveal()
  }
  const stop = (): void => {
    stopped = true
    viewport.removeEventListener('resize', fit)
    viewport.removeEventListener('scroll', fit)
    page.cover(0)
  }
  viewport.addEventListener('resize', fit)
  viewport.addEventListener('scroll', fit)
  void host.keyboardResizesView().then(resizes => {
    // Then Discord's client has made room already, and twice would be too much.
    if (resizes === true && !stopped) stop()
  })
  return stop
}

const browserPage: TypedPage = {
  viewport: typeof window === 'undefined' ? null : window.visualViewport,
  heightPx: () => window.innerHeight,
  cover: px => document.documentElement.style.setProperty('--keyboard', `${px}px`),
  reveal: () => document.activeElement?.scrollIntoView({ block: 'nearest' }),
}
