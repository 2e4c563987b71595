import { type Attribute, readAttributes, unquoted, writeAttributes } from './attributes.ts'

/*
 * Line by line, so that what isn't known here stays as it is. A player that fetches everything itself also resolves
 * itself what stands in a playlist: after this, each address in one is where its page can ask for it, or gone.
 */

/** Nobody makes longer ones: a day of parts of two seconds has 43 200, with two or three lines each. */
export const MAX_LINES = 150_000
export const MAX_LINE_LENGTH = 16 * 1024
/** Each is sealed. A master names some dozens; a day of a broadcast that is interrupted every half minute, 2 880. */
export const MAX_NAMED_PLAYLISTS = 5_000
/** Short names become whole addresses: a day of parts of two seconds with 700 characters each. */
export const MAX_WRITTEN_LENGTH = 32 * 1024 * 1024

/** Where what a playlist names is to be asked for; null where the page can't reach it. */
export interface Addresses {
  readonly playlist: (url: URL) => string | null
  readonly media: (url: URL) => string | null
}

export interface Playlist {
  readonly text: string
  /** Where it came from, after all redirects. */
  readonly url: string
}

export type Rewritten =
  | { readonly ok: true; readonly text: string }
  /** `elsewhere`: what can't be left out is at a host that the page can't reach. */
  | { readonly ok: false; readonly why: 'not_a_playlist' | 'elsewhere'; readonly host: string | null }

/** Tags without which the rest can't be played. What others name may be missing. */
const NEEDED = new Set(['EXT-X-KEY', 'EXT-X-MAP', 'EXT-X-PART'])
/** Their addresses are those of playlists. */
const OF_PLAYLISTS = new Set(['EXT-X-MEDIA', 'EXT-X-I-FRAME-STREAM-INF'])
/** Whose answers name hosts of their own, or which compare addresses that are written anew each time. */
const LEFT_OUT = new Set(['EXT-X-CONTENT-STEERING', 'EXT-X-RENDITION-REPORT'])
/** What would have a player ask us to wait for the next part, or for a part of a playlist alone. */
const NOT_OFFERED = new Set(['CAN-BLOCK-RELOAD', 'CAN-SKIP-UNTIL', 'CAN-SKIP-DATERANGES'])
const NAMES_ADDRESS = /^(?:.+-)?URI$/
const NAMES_LIST_ELSEWHERE = 'X-ASSET-LIST'
const NAMES_OTHER_VIDEO = 'X-ASSET-URI'
/** Media that is fetched from no host: keys that the device has a way of its own to, and what stands there whole. */
const NOT_FETCHED = /^(?:data|skd):/i
/** Is replaced by the player with something that isn't known here. */
const VARIABLE = '{$'

const VARIANT = 'EXT-X-STREAM-INF'
const OF_MASTER = /^#EXT-X-(?:STREAM-INF|I-FRAME-STREAM-INF|MEDIA):/
const TAG = /^#(EXT[A-Z0-9-]*):(.*)$/s
const MAY_NAME_ADDRESS = /URI|X-ASSET/
/** Some player may take it for a tag. */
const LIKE_A_TAG = /^#EXT/i
const HEADER = /^#EXTM3U(?=\s|$)/

export function rewritePlaylist({ text, url }: Playlist, addresses: Addresses): Rewritten {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|[\r\n]/)
  const isTooLong = lines.length > MAX_LINES || lines.some(line => line.length > MAX_LINE_LENGTH)
  if (isTooLong || !HEADER.test(lines[0] ?? '')) return NO_PLAYLIST
  const trimmed = lines.map(line => line.trim())
  const isMaster = trimmed.some(line => OF_MASTER.test(line))
  return new Rewriting(url, addresses, isMaster).run(trimmed)
}

const NO_PLAYLIST = { ok: false, why: 'not_a_playlist', host: null } as const

/** Thrown where so much would be written that nobody means it. */
class TooMuch extends Error {}

/** Thrown by what can't be left out. */
class Elsewhere extends Error {
  readonly host: string | null

  constructor(url: URL | null) {
    super('What a playlist needs can not be reached.')
    this.host = url?.host ?? null
  }
}

class Rewriting {
  readonly #base: string
  readonly #addresses: Addresses
  readonly #isMaster: boolean
  readonly #written: string[] = []
  /** The first variant that had to go, as long as none has stayed. */
  #onlyGone: Elsewhere | null = null
  #hasVariant = false
  /** Where the tag stands whose variant hasn't come yet. */
  #variantTag: number | null = null
  #playlists = 0
  #length = 0

  constructor(base: string, addresses: Addresses, isMaster: boolean) {
    this.#base = base
    this.#addresses = addresses
    this.#isMaster = isMaster
  }

  run(lines: readonly string[]): Rewritten {
    try {
      for (const line of lines) this.#take(line)
      if (this.#onlyGone && !this.#hasVariant) throw this.#onlyGone
    } catch (error) {
      if (error instanceof TooMuch) return NO_PLAYLIST
      if (!(error instanceof Elsewhere)) throw error
      return { ok: false, why: 'elsewhere', host: error.host }
    }
    return { ok: true, text: this.#written.join('\n') }
  }

  #take(line: string): void {
    const [, tag, list] = TAG.exec(line) ?? []
    if (tag !== undefined && list !== undefined) this.#takeTag(line, tag, list)
    else if (line === '' || line.startsWith('#')) this.#takeComment(line)
    else if (this.#isMaster) this.#takeVariant(line)
    else this.#write(this.#media(line))
  }

  #write(line: string): void {
    this.#length += line.length + 1
    if (this.#length > MAX_WRITTEN_LENGTH) throw new TooMuch()
    this.#written.push(line)
  }

  #takeComment(line: string): void {
    if (!LIKE_A_TAG.test(line) || !MAY_NAME_ADDRESS.test(line.toUpperCase())) this.#write(line)
  }

  /** One that is elsewhere is one that can't be chosen, and so is one that nothing is said of. */
  #takeVariant(line: string): void {
    const tag = this.#variantTag
    if (tag === null) return
    this.#variantTag = null
    try {
      this.#write(this.#playlist(line))
      this.#hasVariant = true
    } catch (error) {
      if (!(error instanceof Elsewhere)) throw error
      this.#onlyGone ??= error
      this.#written.splice(tag, 1)
    }
  }

  #takeTag(line: string, tag: string, list: string): void {
    if (LEFT_OUT.has(tag)) return
    if (tag === 'EXT-X-SERVER-CONTROL') return this.#takeControl(tag, list)
    if (tag === VARIANT) this.#variantTag = null
    try {
      const isPlain = tag === 'EXTINF' || !MAY_NAME_ADDRESS.test(list)
      this.#write(isPlain ? line : `#${tag}:${this.#attributes(tag, list)}`)
      if (tag === VARIANT) this.#variantTag = this.#written.length - 1
    } catch (error) {
      if (!(error instanceof Elsewhere) || NEEDED.has(tag)) throw error
    }
  }

  #takeControl(tag: string, list: string): void {
    const kept = (readAttributes(list) ?? []).filter(({ name }) => !NOT_OFFERED.has(name))
    if (kept.length > 0) this.#write(`#${tag}:${writeAttributes(kept)}`)
  }

  #attributes(tag: string, list: string): string {
    const attributes = readAttributes(list)
    if (!attributes || attributes.some(({ name }) => name === NAMES_LIST_ELSEWHERE)) throw new Elsewhere(null)
    return writeAttributes(attributes.map(each => this.#attribute(tag, each)))
  }

  #attribute(tag: string, { name, value }: Attribute): Attribute {
    if (!NAMES_ADDRESS.test(name)) return { name, value }
    const address = unquoted(value)
    if (address === null) throw new Elsewhere(null)
    const isPlaylist = name === NAMES_OTHER_VIDEO || OF_PLAYLISTS.has(tag)
    return { name, value: `"${isPlaylist ? this.#playlist(address) : this.#media(address)}"` }
  }

  /** Never one that stands there whole: nobody has looked at what that leads to. */
  #playlist(address: string): string {
    if (++this.#playlists > MAX_NAMED_PLAYLISTS) throw new TooMuch()
    return this.#placed(address, this.#addresses.playlist)
  }

  #media(address: string): string {
    return NOT_FETCHED.test(address) ? address : this.#placed(address, this.#addresses.media)
  }

  #placed(address: string, place: (url: URL) => string | null): string {
    const isKnown = !address.includes(VARIABLE) && URL.canParse(address, this.#base)
    const url = isKnown ? new URL(address, this.#base) : null
    const placed = url && place(url)
    if (placed === null) throw new Elsewhere(url)
    return placed
  }
}
