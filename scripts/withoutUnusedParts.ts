import type { Plugin } from 'vite'

const SDK_PARTS = /[\\/]@discord[\\/]embedded-app-sdk[\\/]output[\\/].*\.mjs$/
/** `Permissions` are computed as the module is loaded, which looks like an effect and isn't one. */
const SDK_CONSTANTS = /[\\/]@discord[\\/]embedded-app-sdk[\\/]output[\\/]Constants\.mjs$/
const CALL = /\b(?:BigFlagUtils\.getFlag|Object\.freeze)\(/g

const TRANSPORTS = /[\\/]engine\.io-client[\\/]build[\\/]esm[\\/]transports[\\/]index\.js$/
const ONLY_WEBSOCKET = `import { WS } from './websocket.js'
export const transports = { websocket: WS }
`
/** They listen to the page as they are loaded, for requests that nobody makes. */
const OTHER_TRANSPORTS =
  /[\\/]engine\.io-client[\\/]build[\\/]esm[\\/]transports[\\/](?:polling|webtransport)/

/** Sentences about what isn't as a schema wants it: nobody but a developer reads them in the browser. */
const SENTENCES = /[\\/]zod[\\/]v4[\\/]locales[\\/]en\.js$/
const SHORT_SENTENCES = `const localeError = ({ code, expected }) => [code, expected].filter(Boolean).join(' ')
export default () => ({ localeError })
`

/** Schemas of objects compile themselves, which every page of ours forbids before the first is made: `forbidEval.ts`. */
const SCHEMAS = /[\\/]zod[\\/]v4[\\/]classic[\\/]schemas\.js$/
const COMPILED = /\bcore\.\$ZodObjectJIT\b/g

/**
 * Leaves out of the client what comes along with libraries and nobody calls: the SDK's arithmetic for prices and
 * permissions of browsers without BigInt, which it doesn't say has no effect by itself, the transports of
 * Socket.IO other than the one that the room is opened with, and of zod most words
 * and what compiles.
 */
export const withoutUnusedParts = (): Plugin => ({
  name: 'without-unused-parts',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (TRANSPORTS.test(id)) return { code: ONLY_WEBSOCKET, map: null }
    if (OTHER_TRANSPORTS.test(id)) return { code, map: null, moduleSideEffects: false }
    if (SENTENCES.test(id)) return { code: SHORT_SENTENCES, map: null }
    if (SCHEMAS.test(id)) return { code: code.replaceAll(COMPILED, 'core.$$ZodObject'), map: null }
    if (SDK_CONSTANTS.test(id))
      return { code: code.replaceAll(CALL, '/* @__PURE__ */ $&'), map: null, moduleSideEffects: false }
    return SDK_PARTS.test(id) ? { code, map: null, moduleSideEffects: false } : null
  },
})
