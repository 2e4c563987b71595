import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export interface BarePage {
  readonly port: number
  close(): Promise<void>
}

export interface BarePageOptions {
  readonly partnerId: number
  readonly entryId: string
  readonly ks: string
  /** `127.0.0.1:3337`, which the manifests name and the page reaches at `/kaltura-cdn`. */
  readonly cdnHost: () => string
}

interface File {
  readonly type: string
  readonly body: Buffer
  readonly gzip: Buffer
  readonly brotli: Buffer
}

const HTML = `<!doctype html><meta charset="utf-8"><title>Player</title>
<link rel="stylesheet" href="/bare.css"><div id="player"></div>
<script src="/player.js"></script><script src="/bare.js"></script>`
/** Without the second rule, the picture would be as large as the video is. */
const CSS = `body { margin: 0 } #player { width: 100vw; height: 100vh; overflow: hidden }
#player video { width: 100%; height: 100%; object-fit: contain }`

/** What a page with the player and nothing else does. Only the CDN's addresses are mapped: else nothing plays. */
const script = ({ partnerId, entryId, ks, cdnHost }: BarePageOptions): string => `
const open = XMLHttpRequest.prototype.open
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  return open.call(this, method, String(url).replace('http://${cdnHost()}', '/kaltura-cdn'), ...rest)
}
const player = KalturaPlayer.setup({
  targetId: 'player',
  log: { level: 'ERROR' },
  provider: { partnerId: ${partnerId}, useHeaderForKs: true, env: { serviceUrl: '/kaltura/api_v3', cdnUrl: '/kaltura' } },
  playback: { autoplay: false, preload: 'auto', allowMutedAutoPlay: false, options: { html5: { hls: { enableWorker: false } } } },
  ui: { disable: true },
})
player.loadMedia({ entryId: '${entryId}', ks: '${ks}' }).then(() => player.play())
`

/** Served compressed, as the product serves its own files. */
export async function startBarePage(options: BarePageOptions): Promise<BarePage> {
  const resolve = createRequire(import.meta.resolve('@kaltura-discord/server/main.ts')).resolve
  const player = await readFile(resolve('@playkit-js/kaltura-player-js/dist/kaltura-ovp-player.js'))
  const playerFile = compress('application/javascript; charset=utf-8', player)
  const html = compress('text/html; charset=utf-8', Buffer.from(HTML))
  const css = compress('text/css; charset=utf-8', Buffer.from(CSS))
  const files = (path: string): File | null => {
    if (path === '/') return html
    if (path === '/bare.css') return css
    if (path === '/player.js') return playerFile
    return path === '/bare.js'
      ? compress('text/javascript; charset=utf-8', Buffer.from(script(options)))
      : null
  }
  const server = createServer((request, response) => {
    const file = files(new URL(request.url ?? '/', 'http://bare.invalid').pathname)
    if (!file) return void response.writeHead(404).end()
    const accepted = String(request.headers['accept-encoding'])
    const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
    response.writeHead(200, {
      'content-type': file.type,
      ...(encoding === null ? {} : { 'content-encoding': encoding }),
    })
    response.end(encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : file.body)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The bare page has no port.')
  return {
    port: address.port,
    close: () => new Promise(done => server.close(() => done()) && server.closeAllConnections()),
  }
}

function compress(type: string, body: Buffer): File {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }
  return { type, body, gzip: gzipSync(body), brotli: brotliCompressSync(body, { params }) }
}
