import { readFileSync } from 'node:fs'
import {
  at,
  isObject,
  type JsonObject,
  objectAt,
  textAt,
} from '@kaltura-discord/sandbox/conformance/jsonTree.ts'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { TrafficLine } from '../sandboxControl.ts'

const API_PREFIX = /^\/api\/v10(?=\/)/
/** Documented in prose alone, not in the OpenAPI document; both take forms and nothing else. */
const OAUTH = /^\/api(\/v10)?\/oauth2\/token(\/revoke)?$/
const USER_AGENT = /^DiscordBot \(.+, .+\)/

type Validate = (schema: unknown, value: unknown) => string | null

/** Checks one request of ours against Discord's published OpenAPI document: says what is wrong with it. */
export function createDiscordCheck(schemaPath: string): (line: TrafficLine) => string[] {
  const document: unknown = JSON.parse(readFileSync(schemaPath, 'utf8'))
  const templates = Object.keys(objectAt(document, 'paths'))
  const validate = createValidate(document)
  return line => {
    const { pathname, searchParams } = new URL(line.url, 'http://discord.invalid')
    const where = `${line.method} ${pathname}`
    if (OAUTH.test(pathname)) return checkOAuth(line).map(problem => `${where}: ${problem}`)
    const path = decodeURIComponent(pathname).replace(API_PREFIX, '')
    // Pictures come from the CDN, which has no API document.
    if (pathname.startsWith('/cdn/')) return []
    const template = templates.find(each => matchTemplate(each, path) !== null)
    const operation = objectAt(document, 'paths', template ?? '', line.method.toLowerCase())
    if (template === undefined || !('operationId' in operation))
      return [`${where}: there is no such operation`]
    const given = { ...matchTemplate(template, path), ...Object.fromEntries(searchParams) }
    const declared = [objectAt(document, 'paths', template), operation].flatMap(parametersOf)
    return [
      ...checkParameters(declared, given, validate),
      ...checkBody(operation, line.requestBody, validate),
      ...(USER_AGENT.test(line.requestHeaders['user-agent'] ?? '') ? [] : ['its User-Agent names no bot']),
    ].map(problem => `${where}: ${problem}`)
  }
}

function createValidate(document: unknown): Validate {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'discord', ...objectAt(document) })
  return (schema, value) => {
    const isValid = ajv.validate(absolute(schema), value)
    return isValid ? null : ajv.errorsText()
  }
}

/** References inside of the document, as seen from outside of it. */
function absolute(schema: unknown): JsonObject {
  const text = JSON.stringify(schema ?? {}).replaceAll('"$ref":"#/', '"$ref":"discord#/')
  const parsed: unknown = JSON.parse(text)
  return isObject(parsed) ? parsed : {}
}

function matchTemplate(template: string, path: string): Record<string, string> | null {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const pattern = template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)')
  const values = new RegExp(`^${pattern}$`).exec(path)
  return values ? Object.fromEntries(names.map((name, index) => [name, values[index + 1] ?? ''])) : null
}

function parametersOf(holder: JsonObject): unknown[] {
  const parameters = holder['parameters']
  return Array.isArray(parameters) ? parameters : []
}

function checkParameters(
  declared: readonly unknown[],
  given: Readonly<Record<string, string>>,
  validate: Validate,
): string[] {
  const names = declared.map(parameter => textAt(parameter, 'name') ?? '')
  const unknown = Object.keys(given).filter(name => !names.includes(name))
  const invalid = declared.flatMap(parameter => {
    const name = textAt(parameter, 'name') ?? ''
    const value = given[name]
    if (value === undefined) return at(parameter, 'required') === true ? [`${name} is missing`] : []
    const error = validate(at(parameter, 'schema'), value)
    const isRead = error === null || validate(at(parameter, 'schema'), readAs(value)) === null
    return isRead ? [] : [`${name}: ${error}`]
  })
  return [...unknown.map(name => `${name} is no parameter of it`), ...invalid]
}

/** An address holds text alone, also where a flag or a number is meant. */
const readAs = (value: string): unknown =>
  /^(?:true|false|\d{1,15})$/.test(value) ? JSON.parse(value) : value

function checkBody(operation: JsonObject, body: unknown, validate: Validate): string[] {
  const declared = at(operation, 'requestBody', 'content', 'application/json', 'schema')
  if (declared === undefined) return body === null ? [] : ['it takes no body']
  if (body === null) return at(operation, 'requestBody', 'required') === true ? ['its body is missing'] : []
  const error = validate(declared, body)
  return error === null ? [] : [error]
}

function checkOAuth({ method, requestHeaders, requestBody }: TrafficLine): string[] {
  const problems: string[] = []
  if (method !== 'POST') problems.push('it takes POST alone')
  if (!requestHeaders['content-type']?.startsWith('application/x-www-form-urlencoded'))
    problems.push('it takes forms alone')
  const needed = textAt(requestBody, 'grant_type') === 'authorization_code' ? ['code', 'code_verifier'] : []
  for (const name of needed) if (textAt(requestBody, name) === undefined) problems.push(`${name} is missing`)
  return problems
}
