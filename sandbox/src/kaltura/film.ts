import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where `sandbox/mediaScripts/make.ts` leaves what it renders. */
export const MEDIA_FOLDER = join(import.meta.dirname, '..', '..', 'media')

interface Piece {
  readonly offset: number
  readonly length: number
}

/** One rendition in memory: a fragmented MP4 file, and where in it the HLS segments are. */
export interface Film {
  readonly bytes: Buffer
  readonly init: Buffer
  readonly segments: readonly { readonly durationS: number; readonly bytes: Buffer }[]
}

const initPiece = (playlist: string): Piece => {
  const match = /#EXT-X-MAP:.*BYTERANGE="(\d+)@(\d+)"/.exec(playlist)
  if (!match) throw new Error('a playlist of rendered media must have a map')
  return { length: Number(match[1]), offset: Number(match[2]) }
}

const SEGMENT = /#EXTINF:([\d.]+),\n#EXT-X-BYTERANGE:(\d+)@(\d+)/g

const loadFilm = async (media: string, rendition: string): Promise<Film> => {
  const folder = join(MEDIA_FOLDER, media)
  const [bytes, playlist] = await Promise.all([
    readFile(join(folder, `${rendition}.mp4`)),
    readFile(join(folder, `${rendition}.m3u8`), 'utf8'),
  ])
  const cut = ({ offset, length }: Piece): Buffer => bytes.subarray(offset, offset + length)
  const segments = [...playlist.matchAll(SEGMENT)].map(([, durationS, length, offset]) => ({
    durationS: Number(durationS),
    bytes: cut({ offset: Number(offset), length: Number(length) }),
  }))
  return { bytes, init: cut(initPiece(playlist)), segments }
}

/** Films by folder and rendition; each is read once. */
export type FilmStore = (media: string, rendition: string) => Promise<Film>

export const createFilmStore = (): FilmStore => {
  const films = new Map<string, Promise<Film>>()
  return (media, rendition) => {
    const key = `${media}/${rendition}`
    const film = films.get(key) ?? loadFilm(media, rendition)
    films.set(key, film)
    return film
  }
}
