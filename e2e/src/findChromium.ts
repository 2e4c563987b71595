import { existsSync } from 'node:fs'

const CANDIDATES = [
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
]

/** The browser of the machine; undefined leaves it to Playwright's own. */
export function findChromium(): string | undefined {
  return [process.env['CHROMIUM_PATH'], ...CANDIDATES].find(path => path !== undefined && existsSync(path))
}

/** Timers of pages in the background must keep their pace: every viewer but one is in the background here. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
]

export const AUTOPLAY_ALLOWED = '--autoplay-policy=no-user-gesture-required'

/** A camera and a microphone that show and play something, and nobody who is asked whether they may. */
export const FAKE_DEVICES = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
