import { defineConfig } from '@playwright/test'
import product from './playwright.config.ts'
import { FAKE_DEVICES } from './src/findChromium.ts'
import { startFindings } from './src/states/findings.ts'

const launchOptions = product.use?.launchOptions ?? {}
// The configuration is read by each worker again, after the walk has begun.
if (process.env['TEST_WORKER_INDEX'] === undefined) startFindings()

/** `pnpm screens`: every state of the interface, looked at and photographed. */
export default defineConfig({
  ...product,
  testDir: 'screens',
  outputDir: '../test-results/screens-traces',
  timeout: 300_000,
  expect: { timeout: 8_000 },
  use: {
    ...product.use,
    trace: 'off',
    screenshot: 'off',
    actionTimeout: 5_000,
    launchOptions: { ...launchOptions, args: [...(launchOptions.args ?? []), ...FAKE_DEVICES] },
  },
  projects: [
    { name: 'walk', testMatch: /walk/, teardown: 'summary' },
    { name: 'summary', testMatch: /summary/ },
  ],
})
