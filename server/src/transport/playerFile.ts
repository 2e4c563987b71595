import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { Asset } from './asset.ts'
import { IMMUTABLE } from './clientFiles.ts'

const PACKAGE = '@playkit-js/kaltura-player-js'
const PackageSchema = z.object({ version: z.string() })

export interface PlayerFile {
  /** Carries the version, so that it can be kept for ever. */
  readonly path: string
  readonly asset: Asset
}

/** Kaltura's player as it was published, a file of its own beside our bundle. */
export function loadPlayerFile(): PlayerFile {
  const script = fileURLToPath(import.meta.resolve(PACKAGE))
  const manifest = script.replace(/dist[/\\][^/\\]+$/, 'package.json')
  const { version } = PackageSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')))
  const asset = new Asset({
    body: readFileSync(script),
    // Read in any other encoding it doesn't run.
    contentType: 'application/javascript; charset=utf-8',
    cacheControl: IMMUTABLE,
  })
  return { path: `/player/kaltura-ovp-player-${version}.js`, asset }
}
