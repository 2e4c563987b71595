import { existsSync } from 'node:fs'
import { platform } from 'node:os'
import { findChromium } from '../e2e/src/findChromium.ts'
import { runCommand } from './runCommand.ts'

const PACKAGES = ['chromium', 'fonts-dejavu-core']

export type Browser =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly why: string }

/** The path of a Chromium, installed from the distribution's packages where there is none. */
export async function ensureChromium(): Promise<Browser> {
  const named = process.env['CHROMIUM_PATH']
  if (named && !existsSync(named))
    return {
      ok: false,
      why: `CHROMIUM_PATH names ${named}, where there is no file. Correct it or leave it out.`,
    }
  const found = findChromium()
  if (found) return { ok: true, path: found }
  return install()
}

async function install(): Promise<Browser> {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`
  const byHand = `There is no Chromium on this machine. Install it (on Debian, as root: ${command}), or set CHROMIUM_PATH.`
  if (platform() !== 'linux' || process.getuid?.() !== 0) return { ok: false, why: byHand }
  console.log(`There is no Chromium yet: ${command}`)
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...PACKAGES]]) {
    const { code, output } = await runCommand('apt-get', step, {
      output: 'keep',
      environment: { DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (code !== 0) return { ok: false, why: `apt-get ${step[0]} ended with ${code}:\n${output}\n${byHand}` }
  }
  const path = findChromium()
  return path ? { ok: true, path } : { ok: false, why: byHand }
}
