import type { Plugin } from 'vite'

/** The parts of zod that describe schemas as JSON schemas, which every schema holds on to. */
const ASSEMBLY = /[\\/]zod[\\/]v4[\\/]core[\\/]to-json-schema\.js$/
const DESCRIPTIONS = /[\\/]zod[\\/]v4[\\/]core[\\/]json-schema-processors\.js$/
/** Where every kind of schema is told how it is described. */
const SCHEMAS = /[\\/]zod[\\/]v4[\\/]classic[\\/]schemas\.js$/
const TOLD = /^\s*inst\._zod\.processJSONSchema = .+;$/gm

const EXPORT = /^export (?:const|function) (\w+)/gm
const DESCRIPTION = /^export const (\w+Processor) =/gm

const ABSENT = `const absent = () => { throw new Error('There are no JSON schemas in the browser.') }\n`

/**
 * Leaves out of the client what makes JSON schemas of schemas: only the server's documents need it, and it would be a
 * fifth of zod. Whoever calls it in the browser is told so.
 */
export const withoutJsonSchemas = (): Plugin => ({
  name: 'without-json-schemas',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (ASSEMBLY.test(id)) return { code: withoutAssembly(code), map: null }
    if (SCHEMAS.test(id)) return { code: code.replaceAll(TOLD, ''), map: null }
    return DESCRIPTIONS.test(id) ? { code: withoutDescriptions(code), map: null } : null
  },
})

/** Every schema makes itself a method of it, before anybody calls that. */
function withoutAssembly(code: string): string {
  const names = namesIn(code, EXPORT)
  const rest = names.map(
    name => `export const ${name} = ${name.startsWith('create') ? '() => absent' : 'absent'}`,
  )
  return [ABSENT, ...rest, 'export { processSchema as process }'].join('\n')
}

/** What else stands there is in use: how long a text may be, for one. What nobody refers to is left out by itself. */
function withoutDescriptions(code: string): string {
  const absent = namesIn(code, DESCRIPTION).map(name => `export const ${name} = absent`)
  return [ABSENT, ...absent, code.replaceAll(DESCRIPTION, 'const made_$1 =')].join('\n')
}

const namesIn = (code: string, pattern: RegExp): string[] =>
  Array.from(code.matchAll(pattern), ([, name]) => name ?? '')
