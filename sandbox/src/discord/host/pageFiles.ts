import { readFile, stat } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { extname, join, normalize, sep } from 'node:path'

const PAGE_FOLDER = join(import.meta.dirname, '..', 'page')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
}

export interface PageFile {
  readonly contentType: string
  readonly body: Buffer | string
}

/** The page is in many files, and everybody who opens it asks for all of them. */
const made = new Map<string, { readonly changedMs: number; readonly file: PageFile }>()

/** A file of the host page. TypeScript loses its types on the way; its imports keep their names, `.ts` and all. */
export async function readPageFile(urlPath: string, folder: string = PAGE_FOLDER): Promise<PageFile | null> {
  const path = resolveInside(folder, urlPath === '/' ? '/index.html' : urlPath)
  const contentType = path === null ? undefined : TYPES[extname(path)]
  if (path === null || contentType === undefined || path.endsWith('.test.ts')) return null
  const changedMs = (await stat(path).catch(() => null))?.mtimeMs
  if (changedMs === undefined) return null
  const held = made.get(path)
  if (held?.changedMs === changedMs) return held.file
  const body = await readFile(path).catch(() => null)
  if (body === null) return null
  const file = {
    contentType,
    body: extname(path) === '.ts' ? stripTypeScriptTypes(body.toString('utf8')) : body,
  }
  made.set(path, { changedMs, file })
  return file
}

function resolveInside(folder: string, urlPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  const path = normalize(join(folder, decoded))
  return path.startsWith(folder + sep) && !decoded.includes('\0') ? path : null
}
