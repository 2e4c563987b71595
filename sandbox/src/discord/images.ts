import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { StandInRequest, StandInResponse } from '../standIn.ts'
import type { World } from './world.ts'

/** The image CDN, under `/cdn` as on `cdn.discordapp.com`; `/avatars` also without. null: not its business. */
export function answerImage(request: StandInRequest, world: World): StandInResponse | null {
  const path = request.url.pathname.replace(/^\/cdn(?=\/)/, '')
  if (request.method !== 'GET' || request.url.pathname.startsWith('/api/')) return null
  const [, id, hash] = /^\/avatars\/(\d+)\/(\w+)\.(?:png|webp|jpg)$/.exec(path) ?? []
  if (id !== undefined && hash !== undefined) {
    return world.userById(id)?.avatar === hash ? image(hash) : missing
  }
  const [, embed] = /^\/embed\/avatars\/([0-5])\.png$/.exec(path) ?? []
  if (embed !== undefined) return image(`default ${embed}`)
  return request.url.pathname.startsWith('/cdn/') ? missing : null
}

const missing: StandInResponse = { status: 404, headers: { 'content-type': 'text/plain' }, body: '' }

const drawn = new Map<string, Buffer>()

function image(seed: string): StandInResponse {
  const png = drawn.get(seed) ?? drawAvatar(seed)
  drawn.set(seed, png)
  return {
    status: 200,
    headers: {
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    },
    body: png,
  }
}

const CELLS = 5
const SIZE_PX = 120

/** A symmetric pattern of five by five, so that faces differ at a glance at any size. */
export function drawAvatar(seed: string): Buffer {
  const digest = createHash('sha256').update(seed).digest()
  const hue = ((digest[0] ?? 0) * 256 + (digest[1] ?? 0)) % 360
  const ground = rgb(hue, 0.42, 0.24)
  const figure = rgb((hue + 24) % 360, 0.62, 0.68)
  const rows: Buffer[] = []
  for (let y = 0; y < SIZE_PX; y++) {
    const row = Buffer.alloc(1 + SIZE_PX * 3)
    for (let x = 0; x < SIZE_PX; x++) row.set(isFigure(digest, x, y) ? figure : ground, 1 + x * 3)
    rows.push(row)
  }
  return png(Buffer.concat(rows))
}

function isFigure(digest: Buffer, x: number, y: number): boolean {
  const margin = SIZE_PX / (CELLS + 2)
  const column = Math.floor(x / margin) - 1
  const row = Math.floor(y / margin) - 1
  if (column < 0 || row < 0 || column >= CELLS || row >= CELLS) return false
  const mirrored = Math.min(column, CELLS - 1 - column)
  return ((digest[2 + row] ?? 0) >> mirrored) % 2 === 1
}

function rgb(hue: number, saturation: number, lightness: number): Uint8Array {
  const amplitude = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12
    return Math.round(255 * (lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return Uint8Array.of(channel(0), channel(8), channel(4))
}

function png(scanlines: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIZE_PX, 0)
  header.writeUInt32BE(SIZE_PX, 4)
  // Eight bits per channel, true colour; compression, filter and interlace as PNG has them.
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(scanlines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
