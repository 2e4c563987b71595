import { existsSync } from 'node:fs'
import { findChromium } from '../e2e/src/findChromium.ts'
import { installCommand, installPackages } from './installPackages.ts'

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
  const command = installCommand(PACKAGES)
  console.log(`There is no Chromium yet: ${command}`)
  const problem = await installPackages(PACKAGES)
  const path = findChromium()
  if (path) return { ok: true, path }
  const byHand = `There is no Chromium on this machine. Install it (on Debian, as root: ${command}), or set CHROMIUM_PATH.`
  return { ok: false, why: problem ? `${problem}\n${byHand}` : byHand }
}
