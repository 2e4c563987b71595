/** Boxes that contain boxes, on the way to the ones read here. */
const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'moof', 'traf'])
const BOX_HEADER_BYTES = 8
const FULL_BOX_HEADER_BYTES = 12

interface Box {
  readonly type: string
  readonly start: number
  readonly end: number
}

/** All boxes of an MP4 file, containers before what they contain. */
function* boxesOf(bytes: Buffer, start = 0, end = bytes.length): Generator<Box> {
  let offset = start
  while (offset + BOX_HEADER_BYTES <= end) {
    const size = bytes.readUInt32BE(offset)
    if (size < BOX_HEADER_BYTES) return
    const box = { type: bytes.toString('latin1', offset + 4, offset + 8), start: offset, end: offset + size }
    yield box
    if (CONTAINERS.has(box.type)) yield* boxesOf(bytes, offset + BOX_HEADER_BYTES, box.end)
    offset = box.end
  }
}

/** Ticks per second by track id, from an initialisation segment. */
export const readTimescales = (init: Buffer): ReadonlyMap<number, number> => {
  const timescales = new Map<number, number>()
  let trackId = 0
  for (const { type, start } of boxesOf(init)) {
    const isLong = init[start + BOX_HEADER_BYTES] === 1
    const field = start + FULL_BOX_HEADER_BYTES + (isLong ? 16 : 8)
    if (type === 'tkhd') trackId = init.readUInt32BE(field)
    if (type === 'mdhd') timescales.set(trackId, init.readUInt32BE(field))
  }
  return timescales
}

/** Decode times in seconds by track id, as a fragment states them. */
export const readDecodeTimesS = (
  fragment: Buffer,
  timescales: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> => {
  const times = new Map<number, number>()
  for (const { trackId, field } of decodeTimeFields(fragment)) {
    times.set(trackId, Number(fragment.readBigUInt64BE(field)) / (timescales.get(trackId) ?? 1))
  }
  return times
}

function* decodeTimeFields(fragment: Buffer): Generator<{ trackId: number; field: number }> {
  let trackId = 0
  for (const { type, start } of boxesOf(fragment)) {
    if (type === 'tfhd') trackId = fragment.readUInt32BE(start + FULL_BOX_HEADER_BYTES)
    // ffmpeg writes version 1, with 64 bits; a loop of a minute needs them after a few days on the air.
    if (type === 'tfdt') yield { trackId, field: start + FULL_BOX_HEADER_BYTES }
  }
}

/** A copy of a fragment that plays `offsetS` later, without the index that would still say otherwise. */
export const shiftFragment = (
  fragment: Buffer,
  offsetS: number,
  timescales: ReadonlyMap<number, number>,
): Buffer => {
  const first = [...boxesOf(fragment)].find(box => box.type === 'moof')
  const shifted = Buffer.from(fragment.subarray(first?.start ?? 0))
  for (const { trackId, field } of decodeTimeFields(shifted)) {
    const ticks = BigInt(Math.round(offsetS * (timescales.get(trackId) ?? 1)))
    shifted.writeBigUInt64BE(shifted.readBigUInt64BE(field) + ticks, field)
  }
  return shifted
}
