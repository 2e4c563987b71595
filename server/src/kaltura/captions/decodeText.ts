/** Where a file says in which encoding it is, it does so within that, bytes. */
const HEAD_BYTES = 256
const DECLARED = /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{1,40})["']/i

/**
 * The text of a file that came without a word on its encoding: by its byte order mark, by the zeroes of UTF-16, by what
 * XML declares, or by what it can be. Text in one byte a character that isn't UTF-8 is taken to be Windows-1252, which
 * is what old programs wrote. Never throws; what can't be told stands as U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = markOf(bytes) ?? wideOf(bytes)
  if (marked !== null) return decode(bytes, marked)
  const declared = DECLARED.exec(decode(bytes.subarray(0, HEAD_BYTES), 'latin1'))?.[1]
  const decoder = declared === undefined ? null : decoderFor(declared)
  if (decoder) return decoder.decode(bytes)
  const text = decode(bytes, 'utf-8')
  return isMostlyRight(text) ? text : decode(bytes, 'windows-1252')
}

const decode = (bytes: Uint8Array, label: string): string => new TextDecoder(label).decode(bytes)

function markOf([first, second, third]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null
}

/** UTF-16 without a mark: what captions begin with is ASCII, of which every other byte is zero. */
function wideOf(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, HEAD_BYTES)
  const zeroes = (from: 0 | 1): number =>
    head.filter((byte, index) => index % 2 === from && byte === 0).length
  const [even, odd] = [zeroes(0), zeroes(1)]
  const most = head.length / 2
  if (odd > most * 0.6 && even < most * 0.1) return 'utf-16le'
  return even > most * 0.6 && odd < most * 0.1 ? 'utf-16be' : null
}

/** Null for one that nobody knows, and for UTF-8 and UTF-16, which show by themselves whether they are. */
function decoderFor(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    const decoder = new TextDecoder(label)
    return decoder.encoding.startsWith('utf-') ? null : decoder
  } catch {
    return null
  }
}

/** Broken here and there it is still UTF-8, where more of it is right than wrong. */
function isMostlyRight(text: string): boolean {
  const wrong = text.match(/\uFFFD/g)?.length ?? 0
  const right = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0
  return wrong === 0 || right > wrong
}
