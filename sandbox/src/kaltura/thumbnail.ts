import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StandInRequest, StandInResponse } from '../standIn.ts'
import { pathPairs } from './apiRequest.ts'
import { serveBytes } from './byteRange.ts'
import { externalError } from './externalError.ts'
import { MEDIA_FOLDER } from './film.ts'
import type { KalturaOptions } from './kalturaOptions.ts'

const THUMBNAIL_PATH = /^\/p\/(\d+)(?:\/sp\/\d+)?\/thumbnail\/(.*)$/
/** The folder with the picture for entries without media. */
const PLACEHOLDER = 'placeholder'
const CACHE_S = 86_400

/**
 * Stills of an entry. They come in one size, which browsers scale; `vid_slices` answers the strip of a
 * hundred stills, 164 pixels wide each, that players show over their scrubber.
 */
export const thumbnail = async (
  request: StandInRequest,
  options: KalturaOptions,
): Promise<StandInResponse | undefined> => {
  const match = THUMBNAIL_PATH.exec(request.url.pathname)
  if (!match) return undefined
  const named = new Map(pathPairs(match[2] ?? ''))
  const entry = options.library.findLiving(named.get('entry_id') ?? '')
  if (!entry || Number(match[1]) !== options.partnerId) return externalError(1)
  const file = named.has('vid_slices') && entry.media ? 'sprite.jpg' : 'thumbnail.jpg'
  const bytes = await readFile(join(MEDIA_FOLDER, entry.media ?? PLACEHOLDER, file))
  return serveBytes(request, {
    bytes,
    contentType: 'image/jpeg',
    cacheControl: `public, max-age=${CACHE_S}`,
  })
}
