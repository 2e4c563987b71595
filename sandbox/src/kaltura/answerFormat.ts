import type { StandInResponse } from '../standIn.ts'
import { isFileAnswer } from './fileAnswer.ts'
import { isKalturaException } from './kalturaException.ts'

const JSON_FORMAT = 1

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const toXml = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (isKalturaException(value)) return `<error>${objectXml(value)}</error>`
  if (Array.isArray(value)) return value.map(item => `<item>${toXml(item)}</item>`).join('')
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'object' ? objectXml(value) : escapeXml(`${value}`)
}

const objectXml = (value: object): string =>
  Object.entries(value)
    .map(([name, item]) => `<${name}>${toXml(item)}</${name}>`)
    .join('')

export const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Server, Content-Length, Content-Range, Date, X-Kaltura, X-Kaltura-App',
} as const

/** The API answers with status 200 whatever happened; in XML, unless `format=1` asks for JSON. */
export const formatAnswer = (answer: unknown, format: number | undefined): StandInResponse => {
  if (isFileAnswer(answer)) {
    const headers = { ...CORS_HEADERS, 'content-type': answer.contentType, 'cache-control': 'no-store' }
    return { status: 200, headers, body: answer.body }
  }
  const isJson = format === JSON_FORMAT
  return {
    status: 200,
    headers: {
      ...CORS_HEADERS,
      'content-type': isJson ? 'application/json' : 'text/xml; charset=utf-8',
      'cache-control': 'no-store, no-cache, must-revalidate',
    },
    body: isJson
      ? JSON.stringify(answer ?? null)
      : `<?xml version="1.0" encoding="utf-8"?><xml><result>${toXml(answer)}</result><executionTime>0.01</executionTime></xml>`,
  }
}
