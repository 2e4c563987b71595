import type { z } from 'zod'

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly field: string; readonly message: string }

/** Reads a JSON body by a schema; an empty body counts as `{}`. What is wrong is named by its field. */
export function parseJson<T>(schema: z.ZodType<T>, body: Buffer): Parsed<T> {
  const json = decode(body)
  if (!json.ok) return { ok: false, field: 'body', message: 'body: is not JSON' }
  const parsed = schema.safeParse(json.value)
  if (parsed.success) return { ok: true, value: parsed.data }
  const issue = parsed.error.issues[0]
  const path = issue?.path.join('.') ?? ''
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const field = unknownKey ?? (path === '' ? 'body' : path)
  return { ok: false, field, message: `${field}: ${issue?.message ?? 'is not valid'}` }
}

function decode(body: Buffer): { ok: true; value: unknown } | { ok: false } {
  if (body.length === 0) return { ok: true, value: {} }
  try {
    return { ok: true, value: JSON.parse(body.toString('utf8')) }
  } catch {
    return { ok: false }
  }
}
