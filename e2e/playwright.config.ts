import { defineConfig } from '@playwright/test'
import { AUTOPLAY_ALLOWED, CHROMIUM_ARGS, FAKE_DEVICES, findChromium } from './src/findChromium.ts'

const executablePath = findChromium()
const launchOptions = {
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [...CHROMIUM_ARGS, AUTOPLAY_ALLOWED],
}

export default defineConfig({
  testDir: 'tests',
  outputDir: '../test-results/e2e',
  globalSetup: './src/globalSetup.ts',
  // One product on fixed ports, and videos that share two cores: one test after the other.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions,
    // Pictures of every moment would cost more than the videos do. `--trace on` takes them.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    navigationTimeout: 20_000,
  },
  projects: [
    { name: 'product', testIgnore: /afterTheRun|meetings/, teardown: 'after the run' },
    {
      name: 'meetings',
      testMatch: /meetings/,
      use: { launchOptions: { ...launchOptions, args: [...launchOptions.args, ...FAKE_DEVICES] } },
      teardown: 'after the run',
    },
    { name: 'after the run', testMatch: /afterTheRun/ },
  ],
})
