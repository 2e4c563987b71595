import { enableCompileCache, flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Beside the packages, not in the system's temporary folder, where others could put code for us to run. */
const COMPILE_CACHE = fileURLToPath(new URL('../../node_modules/.cache/server', import.meta.url))

// A server that comes back after a crash has people waiting: what was compiled before is kept on disk. Imports
// come after this line, because only then they go through the cache.
enableCompileCache(COMPILE_CACHE)
const { runServer } = await import('./runServer.ts')
await runServer()
flushCompileCache()
