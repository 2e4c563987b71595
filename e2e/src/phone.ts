import type { BrowserContext } from '@playwright/test'

/** By which the player takes this browser for a phone, whose own HLS it trusts. */
export const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'

/** Older ones: a stream plays by itself, or not at all. */
export const withoutMediaSource = (context: BrowserContext): void =>
  void context.addInitScript(() => {
    Reflect.deleteProperty(window, 'MediaSource')
    Reflect.deleteProperty(window, 'ManagedMediaSource')
  })

/** Newer ones: there is one, under its other name alone. */
export const withManagedMediaSource = (context: BrowserContext): void =>
  void context.addInitScript(() => {
    Reflect.set(window, 'ManagedMediaSource', window.MediaSource)
    Reflect.deleteProperty(window, 'MediaSource')
  })
