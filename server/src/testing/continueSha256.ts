/** What somebody can do who has seen SHA-256 over a secret and a text, and knows how long the two are. */
export function continueSha256(seenHex: string, seenLength: number, more: Uint8Array) {
  const padding = paddingOf(seenLength)
  const state = Uint32Array.from(seenHex.match(/.{8}/g) ?? [], word => Number.parseInt(word, 16))
  const whole = Buffer.concat([more, paddingOf(seenLength + padding.length + more.length)])
  for (let at = 0; at < whole.length; at += BLOCK) compress(state, whole.subarray(at, at + BLOCK))
  return {
    /** What has to stand after the text that was seen. */
    suffix: Buffer.concat([padding, more]),
    hex: [...state].map(word => word.toString(16).padStart(8, '0')).join(''),
  }
}

const BLOCK = 64
const ROUNDS = 64

function paddingOf(length: number): Buffer {
  const zeros = (2 * BLOCK - 9 - (length % BLOCK)) % BLOCK
  const padding = Buffer.alloc(1 + zeros + 8)
  padding[0] = 0x80
  padding.writeBigUInt64BE(BigInt(length) * 8n, 1 + zeros)
  return padding
}

const PRIMES = Array.from({ length: 312 }, (_, number) => number).filter(
  number =>
    number > 1 && Array.from({ length: 18 }, (_, i) => i + 2).every(i => i >= number || number % i !== 0),
)
/** The first bits of the fractions of cube roots: FIPS 180-4, 4.2.2. */
const CONSTANTS = PRIMES.slice(0, ROUNDS).map(prime => Math.floor((Math.cbrt(prime) % 1) * 2 ** 32) >>> 0)

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** FIPS 180-4, 6.2.2. */
function compress(state: Uint32Array, block: Buffer): void {
  const words = new Uint32Array(ROUNDS)
  const word = (at: number) => words[at] ?? 0
  for (let at = 0; at < ROUNDS; at++) {
    const small0 = rotate(word(at - 15), 7) ^ rotate(word(at - 15), 18) ^ (word(at - 15) >>> 3)
    const small1 = rotate(word(at - 2), 17) ^ rotate(word(at - 2), 19) ^ (word(at - 2) >>> 10)
    words[at] = at < 16 ? block.readUInt32BE(4 * at) : word(at - 16) + small0 + word(at - 7) + small1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let at = 0; at < ROUNDS; at++) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + big1 + ((e & f) ^ (~e & g)) + (CONSTANTS[at] ?? 0) + word(at)) | 0
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] ?? 0) + value
}
