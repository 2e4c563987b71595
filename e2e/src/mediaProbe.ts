/** Something a video element said, as the probe in the page keeps it. */
export interface MediaEvent {
  readonly type: 'play' | 'playing' | 'pause' | 'seeking' | 'waiting' | 'ratechange'
  /** True time, epoch ms. */
  readonly atMs: number
  readonly currentTimeS: number
}

export interface PolicyViolation {
  readonly directive: string
  readonly blocked: string
  readonly source: string
}

declare global {
  interface Window {
    /** Put there by the tests, never by the product. */
    testProbe?: { readonly media: MediaEvent[]; readonly violations: PolicyViolation[] }
  }
}

/**
 * Runs in every frame before its own scripts: writes down what the video element says and what the content
 * security policy refuses. Media events don't bubble, but they can be captured on the way down.
 */
export function installMediaProbe(): void {
  const media: MediaEvent[] = []
  const violations: PolicyViolation[] = []
  window.testProbe = { media, violations }
  for (const type of ['play', 'playing', 'pause', 'seeking', 'waiting', 'ratechange'] as const) {
    const note = ({ target }: Event): void => {
      if (!(target instanceof HTMLVideoElement)) return
      const atMs = performance.timeOrigin + performance.now()
      media.push({ type, atMs, currentTimeS: target.currentTime })
    }
    document.addEventListener(type, note, { capture: true })
  }
  document.addEventListener('securitypolicyviolation', event => {
    const { effectiveDirective: directive, blockedURI: blocked, sourceFile: source } = event
    violations.push({ directive, blocked, source })
  })
}
