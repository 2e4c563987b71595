import { readFile, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { NextFunction, Request, Response } from 'express'
import { Asset } from './asset.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'application/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

/** Vite puts files with a hash in their name here. */
const HASHED = /^\/assets\//
export const IMMUTABLE = 'public, max-age=31536000, immutable'
const REVALIDATE = 'no-cache'

/** A path without dot segments, back-slashes or anything encoded. */
const PLAIN_PATH = /^(?:\/[\w@+-][\w.@+-]*)+$/

/** Serves the built client, except its page. */
export function createClientFiles(directory: string) {
  const assets = new Map<string, { readonly asset: Asset; readonly changedMs: number }>()

  async function find(path: string): Promise<Asset | null> {
    const contentType = CONTENT_TYPES[extname(path)]
    if (!contentType || !PLAIN_PATH.test(path)) return null
    const file = join(directory, path.replaceAll('/', sep))
    const changedMs = await changedAt(file)
    if (changedMs === null) return null
    const known = assets.get(path)
    if (known?.changedMs === changedMs) return known.asset
    const cacheControl = HASHED.test(path) ? IMMUTABLE : REVALIDATE
    const asset = new Asset({ body: await readFile(file), contentType, cacheControl })
    assets.set(path, { asset, changedMs })
    return asset
  }

  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    const asset = await find(request.path)
    if (!asset) return next()
    await asset.send(request, response)
  }
}

async function changedAt(file: string): Promise<number | null> {
  try {
    const found = await stat(file)
    return found.isFile() ? found.mtimeMs : null
  } catch {
    return null
  }
}
