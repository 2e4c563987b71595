import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { withoutJsonSchemas } from './scripts/withoutJsonSchemas.ts'
import { withoutUnusedParts } from './scripts/withoutUnusedParts.ts'

/** One for all test files that need it. */
const MARIA_DB = resolve(import.meta.dirname, 'server/src/testing/mariaDbSetup.ts')

/** Tests stand beside what they test; those of the browser are Playwright's and not run from here. */
const project = (name: string, folder: string, globalSetup: readonly string[] = []) => ({
  extends: true as const,
  test: {
    name,
    root: import.meta.dirname,
    include: [`${folder}/**/*.test.{ts,tsx}`],
    environment: 'node',
    globalSetup: [...globalSetup],
  },
})

/** `SEED=… HISTORIES=…` repeats what a failing property has printed, or goes on for longer. */
const histories = (): number | null => {
  const given = process.env['HISTORIES']
  return given === undefined ? null : Number(given)
}

export default defineConfig({
  root: 'client',
  // Absolute paths would break under a path alias of the Activity's proxy.
  base: './',
  plugins: [react(), withoutJsonSchemas(), withoutUnusedParts()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      input: {
        // The Activity, and the page that people join meetings on in a browser of their own.
        index: resolve(import.meta.dirname, 'client/index.html'),
        join: resolve(import.meta.dirname, 'client/join.html'),
        // The Activity again, for guests in a browser of their own.
        watch: resolve(import.meta.dirname, 'client/watch.html'),
      },
    },
    manifest: true,
    sourcemap: true,
    // Under the Activity's content security policy there are neither inline scripts nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    passWithNoTests: false,
    // Properties and simulations take their time on a busy machine; nothing here waits for it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Also on two cores two at a time: much of what the server's tests do is wait for deadlines.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    provide: { seed: Number(process.env['SEED'] ?? 20_261_121), histories: histories() },
    projects: [
      project('shared', 'shared/src'),
      project('server', 'server/src', [MARIA_DB]),
      project('client', 'client/src'),
      project('sandbox', 'sandbox/src'),
      project('e2e', 'e2e/src'),
      project('bench', 'bench/src'),
    ],
  },
})
