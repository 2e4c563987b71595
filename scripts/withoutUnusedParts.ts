import type { Plugin } from 'vite'

const SDK_PARTS = /[\\/]@discord[\\/]embedded-app-sdk[\\/]output[\\/].*\.mjs$/
/** `Permissions` are computed as the module is loaded, which looks like an effect and isn't one. */
const SDK_CONSTANTS = /[\\/]@discord[\\/]embedded-app-sdk[\\/]output[\\/]Constants\.mjs$/
const CALL = /\b(?:BigFlagUtils\.getFlag|Object\.freeze)\(/g

const TRANSPORTS = /[\\/]engine\.io-client[\\/]build[\\/]esm[\\/]transports[\\/]index\.js$/
const ONLY_WEBSOCKET = `import { WS } from './websocket.js'
export const transports = { websocket: WS }
`

/**
 * Leaves out of the client what comes along with libraries and nobody calls: the SDK's arithmetic for prices and
 * permissions of browsers without BigInt, which it doesn't say has no effect by itself, and the transports of
 * Socket.IO other than the one that the room is opened with.
 */
export const withoutUnusedParts = (): Plugin => ({
  name: 'without-unused-parts',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (TRANSPORTS.test(id)) return { code: ONLY_WEBSOCKET, map: null }
    if (SDK_CONSTANTS.test(id))
      return { code: code.replaceAll(CALL, '/* @__PURE__ */ $&'), map: null, moduleSideEffects: false }
    return SDK_PARTS.test(id) ? { code, map: null, moduleSideEffects: false } : null
  },
})
