import { redactText, redactValue, type Side } from './redact.ts'

/** What a record keeps of one body. */
const MAX_RECORDED_BYTES = 64_000

/** A body as the traffic record shows it: parsed where possible, never with a secret in it. */
export function describeBody(body: Buffer, contentType: string, side: Side): unknown {
  if (body.length === 0) return null
  if (body.length > MAX_RECORDED_BYTES || !isText(contentType)) {
    return `<${body.length} bytes of ${contentType === '' ? 'an unnamed type' : contentType}>`
  }
  const text = body.toString('utf8')
  if (contentType.includes('form-urlencoded')) {
    return redactValue(Object.fromEntries(new URLSearchParams(text)), side)
  }
  return contentType.includes('json') ? describeJson(text, side) : redactText(text)
}

function describeJson(text: string, side: Side): unknown {
  try {
    return redactValue(JSON.parse(text), side)
  } catch {
    return redactText(text)
  }
}

function isText(contentType: string): boolean {
  return /json|text|xml|urlencoded|mpegurl|javascript/i.test(contentType)
}
