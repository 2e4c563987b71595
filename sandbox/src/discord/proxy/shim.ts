/// <reference lib="dom" />
import type { HostToShim, ShimSample } from '../hostApi.ts'

/*
 * Runs first in every HTML page of an Activity, before the page's own scripts; the proxy puts it there.
 * It shifts the clock, reports where the video is, and starves it on demand: nothing else of the page changes.
 * The proxy strips the types and wraps this file into a function, with `sandboxConfig` as its argument.
 */
declare const sandboxConfig: {
  readonly clockOffsetMs: number
  /** The only window that may speak to this script. */
  readonly hostOrigin: string
}

/** Left ahead of the playhead when a stall begins, so that the picture stops almost at once. */
const STALL_KEEPS_S = 0.2
const STALL_EVERY_MS = 100
/** Of a phone with a notch and a home bar. */
const NOTCH_PX = 47
const HOME_BAR_PX = 34

const NativeDate = Date

function trueNowMs(): number {
  return performance.timeOrigin + performance.now()
}

function shiftDate(offsetMs: number): void {
  const now = (): number => NativeDate.now() + offsetMs
  const shifted = new Proxy(NativeDate, {
    apply: () => new NativeDate(now()).toString(),
    construct: (target, parts: unknown[], newTarget) =>
      Reflect.construct(target, parts.length === 0 ? [now()] : parts, newTarget),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  NativeDate.prototype.constructor = shifted
  Reflect.set(globalThis, 'Date', shifted)
}

/** A page may hold small silent videos as decoration; the one people watch is the largest. */
function watchedVideo(): HTMLVideoElement | null {
  const area = (video: HTMLVideoElement): number => video.clientWidth * video.clientHeight
  const videos = [...document.querySelectorAll('video')]
  return videos.sort((a, b) => area(b) - area(a))[0] ?? null
}

function sample(): ShimSample {
  const video = watchedVideo()
  const atMs = trueNowMs()
  if (video === null) return { sandbox: 'sample', atMs, video: null }
  const { currentTime, paused, playbackRate, readyState, muted } = video
  return {
    sandbox: 'sample',
    atMs,
    video: { currentTimeS: currentTime, paused, playbackRate, readyState, muted },
  }
}

let sampling: number | undefined

function sampleEvery(everyMs: number): void {
  window.clearInterval(sampling)
  if (everyMs <= 0) return
  sampling = window.setInterval(() => window.parent.postMessage(sample(), sandboxConfig.hostOrigin), everyMs)
}

/*
 * A stall. The buffer is emptied ahead of the playhead, and what was in it comes back when the stall is over,
 * as if the network had only then delivered it. It has to come back from here: the page's player has no reason
 * to load again what it believes to have. All operations of a SourceBuffer are asynchronous and one at a time,
 * so the page's own wait while one of ours runs.
 */
interface Chunk {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly timestampOffsetS: number
  /** The initialisation segment that this one needs; null for such a segment itself. */
  readonly init: Chunk | null
  /** Where the buffer ended after it; null when it only replaced what was there. */
  readonly endS: number | null
}

interface Watched {
  readonly source: MediaSource
  readonly buffer: SourceBuffer
  chunks: Chunk[]
  init: Chunk | null
  /** The page's operation that runs now, to be recorded once it has. */
  appending: { readonly bytes: Uint8Array<ArrayBuffer>; readonly endsBefore: readonly number[] } | null
  /** The page's operation that came while one of ours ran, or during a stall. */
  deferred: (() => void) | null
  /** A stall is on: what the page still gets, from its cache as likely as not, doesn't reach the player. */
  isStarved: boolean
  own: (() => void)[]
  isOwnRunning: boolean
}

/** Enough for a player's whole buffer ahead, and no more of what has been played. */
const KEEPS_CHUNKS = 200
const KEEPS_PLAYED_S = 10

let watched: Watched[] = []

function watchBuffers(): void {
  if (typeof MediaSource === 'undefined') return
  const addSourceBuffer = MediaSource.prototype.addSourceBuffer
  MediaSource.prototype.addSourceBuffer = function (this: MediaSource, type: string): SourceBuffer {
    const buffer = addSourceBuffer.call(this, type)
    watched = watched.filter(isAttached)
    watched.push(watch(this, buffer))
    return buffer
  }
  const { appendBuffer, remove } = SourceBuffer.prototype
  SourceBuffer.prototype.appendBuffer = function (this: SourceBuffer, data: BufferSource): void {
    const entry = watched.find(({ buffer }) => buffer === this)
    runForPage(entry, () => {
      if (entry !== undefined) entry.appending = { bytes: copyOf(data), endsBefore: endsOf(this) }
      appendBuffer.call(this, data)
    })
  }
  SourceBuffer.prototype.remove = function (this: SourceBuffer, start: number, end: number): void {
    runForPage(
      watched.find(({ buffer }) => buffer === this),
      () => remove.call(this, start, end),
    )
  }
  nativeAppend = (buffer, bytes) => appendBuffer.call(buffer, bytes)
  nativeRemove = (buffer, fromS) => remove.call(buffer, fromS, Number.POSITIVE_INFINITY)
}

let nativeAppend = (_buffer: SourceBuffer, _bytes: Uint8Array<ArrayBuffer>): void => {}
let nativeRemove = (_buffer: SourceBuffer, _fromS: number): void => {}

function runForPage(entry: Watched | undefined, run: () => void): void {
  if (entry?.isOwnRunning === true || entry?.isStarved === true) entry.deferred = run
  else run()
}

function watch(source: MediaSource, buffer: SourceBuffer): Watched {
  const entry: Watched = {
    source,
    buffer,
    chunks: [],
    init: null,
    appending: null,
    deferred: null,
    isStarved: false,
    own: [],
    isOwnRunning: false,
  }
  // This listener is the first, because the page doesn't have the buffer yet.
  for (const type of ['updatestart', 'update', 'updateend']) {
    buffer.addEventListener(type, event => {
      // While the page waits for its own operation, the end of ours would be taken for it.
      if (entry.isOwnRunning && entry.deferred !== null) event.stopImmediatePropagation()
      if (type === 'updateend') afterUpdate(entry)
    })
  }
  return entry
}

function afterUpdate(entry: Watched): void {
  const { appending, deferred } = entry
  entry.isOwnRunning = false
  entry.appending = null
  if (!isAttached(entry)) return forget(entry)
  if (appending !== null) recordChunk(entry, appending)
  if (deferred !== null && !entry.isStarved) {
    entry.deferred = null
    deferred()
    return
  }
  // After the page's own listeners, who may want to go on at once.
  if (entry.own.length > 0) setTimeout(() => runOwn(entry), 0)
}

/** A player that changes the video takes its buffers away, also in the middle of an operation. */
function isAttached({ source, buffer }: Watched): boolean {
  return Array.from(source.sourceBuffers).includes(buffer)
}

function forget(entry: Watched): void {
  entry.own = []
  entry.deferred = null
  entry.chunks = []
}

function runOwn(entry: Watched): void {
  if (!isAttached(entry)) return forget(entry)
  const isFree = !entry.isOwnRunning && !entry.buffer.updating
  const { deferred } = entry
  if (isFree && deferred !== null && !entry.isStarved) {
    entry.deferred = null
    deferred()
    return
  }
  const next = isFree ? entry.own.shift() : undefined
  if (next === undefined) return
  entry.isOwnRunning = true
  next()
  // Not every operation of ours is one of the buffer.
  if (entry.buffer.updating) return
  entry.isOwnRunning = false
  runOwn(entry)
}

function recordChunk(entry: Watched, { bytes, endsBefore }: NonNullable<Watched['appending']>): void {
  const isInit = ['ftyp', 'moov'].includes(String.fromCharCode(...bytes.subarray(4, 8)))
  const endS = endsOf(entry.buffer).findLast(end => !endsBefore.includes(end)) ?? null
  const chunk = {
    bytes,
    timestampOffsetS: entry.buffer.timestampOffset,
    init: isInit ? null : entry.init,
    endS,
  }
  if (isInit) {
    entry.init = chunk
    return
  }
  const playedS = (watchedVideo()?.currentTime ?? 0) - KEEPS_PLAYED_S
  const kept = entry.chunks.filter(({ endS: end }) => end === null || end > playedS)
  entry.chunks = [...kept, chunk].slice(-KEEPS_CHUNKS)
}

function copyOf(data: BufferSource): Uint8Array<ArrayBuffer> {
  const view = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data)
  return new Uint8Array(view)
}

function endsOf({ buffered }: SourceBuffer): number[] {
  return Array.from({ length: buffered.length }, (_, index) => buffered.end(index))
}

function starve(ms: number): void {
  const endsAtMs = trueNowMs() + ms
  const starved = watched.filter(isAttached)
  const wasWhole = new Set(starved.flatMap(({ source }) => (source.readyState === 'ended' ? [source] : [])))
  for (const entry of starved) {
    entry.isStarved = true
    cutAhead(entry)
  }
  // What was under way when it began still arrives.
  const timer = window.setInterval(() => {
    if (trueNowMs() < endsAtMs) return starved.forEach(cutAhead)
    window.clearInterval(timer)
    for (const entry of starved) {
      entry.isStarved = false
      feed(entry, wasWhole)
    }
  }, STALL_EVERY_MS)
}

function cutAhead(entry: Watched): void {
  entry.own.push(() => {
    const fromS = (watchedVideo()?.currentTime ?? 0) + STALL_KEEPS_S
    if (endsOf(entry.buffer).some(end => end > fromS)) nativeRemove(entry.buffer, fromS)
  })
  runOwn(entry)
}

function feed(entry: Watched, wasWhole: ReadonlySet<MediaSource>): void {
  const { buffer, source, init, chunks } = entry
  const { timestampOffset } = buffer
  const nowS = watchedVideo()?.currentTime ?? 0
  let lastInit = init
  const append = (chunk: Chunk): void => {
    entry.own.push(() => {
      if (buffer.timestampOffset !== chunk.timestampOffsetS) buffer.timestampOffset = chunk.timestampOffsetS
      nativeAppend(buffer, chunk.bytes)
    })
  }
  for (const chunk of chunks.filter(({ endS }) => endS === null || endS > nowS)) {
    if (chunk.init !== null && chunk.init !== lastInit) append(chunk.init)
    lastInit = chunk.init ?? lastInit
    append(chunk)
  }
  if (init !== null && init !== lastInit) append(init)
  entry.own.push(() => {
    buffer.timestampOffset = timestampOffset
    const isLast = watched.every(
      other => other.source !== source || other === entry || other.own.length === 0,
    )
    if (wasWhole.has(source) && isLast && source.readyState === 'open') source.endOfStream()
  })
  runOwn(entry)
}

function isForShim(data: unknown): data is HostToShim {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && 'sandbox' in data
}

function listen(): void {
  window.addEventListener('message', event => {
    const isFromHost = event.source === window.parent && event.origin === sandboxConfig.hostOrigin
    if (!isFromHost || !isForShim(event.data)) return
    // The page behind this script has its own listeners, and none of this is meant for them.
    event.stopImmediatePropagation()
    if (event.data.sandbox === 'sample') sampleEvery(Number(event.data.everyMs))
    else if (event.data.sandbox === 'stall') starve(Number(event.data.ms))
  })
}

/** Discord's client tells the Activity by these what its own edges cover; a desktop covers nothing. */
function setSafeArea(): void {
  const isPhone = new URLSearchParams(location.search).get('platform') === 'mobile'
  const upright = matchMedia('(orientation: portrait)')
  const apply = (): void => {
    const [top, side, bottom] = upright.matches ? [NOTCH_PX, 0, HOME_BAR_PX] : [0, NOTCH_PX, HOME_BAR_PX / 2]
    const insets = isPhone
      ? { top, right: side, bottom, left: side }
      : { top: 0, right: 0, bottom: 0, left: 0 }
    for (const [edge, px] of Object.entries(insets)) {
      document.documentElement.style.setProperty(`--discord-safe-area-inset-${edge}`, `${px}px`)
    }
  }
  apply()
  upright.addEventListener('change', apply)
}

if (sandboxConfig.clockOffsetMs !== 0) shiftDate(sandboxConfig.clockOffsetMs)
watchBuffers()
listen()
setSafeArea()
