/** Everything on one machine, no credentials: the stand-ins for Discord and Kaltura, and the product. */
import { runProduct } from '../e2e/src/runProduct.ts'
import { buildClient } from './buildClient.ts'

const verbose = process.argv.includes('--verbose')

const built = await buildClient()
if (built.code !== 0) {
  console.error(`The client could not be built:\n${built.output}`)
  process.exit(1)
}

const starting = runProduct({
  environment: { LOG_LEVEL: verbose ? 'debug' : 'warn' },
  onServerLine: line => console.log(`server | ${line}`),
}).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error)
  const hint = reason.includes('EADDRINUSE') ? ' Is another sandbox running? End it first.' : ''
  console.error(`The sandbox could not be started: ${reason}${hint}`)
  process.exit(1)
})

let closing = false
async function close(): Promise<void> {
  if (closing) return
  closing = true
  await (await starting).close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close())

const product = await starting
product.server.onChange(state => {
  if (closing) return
  console.log(state === 'running' ? 'The server answers.' : 'The server is down; it is started again.')
})

// Nothing of it can be wrong here, unless something in here is.
for (const line of product.setup.split('\n').filter(each => /^wrong /.test(each))) console.log(line)

const host = product.urls.host.replace(/\/$/, '')
console.log(`
Kaltura for Discord runs on this machine, with stand-ins for Discord and Kaltura.

  Open this                        ${host}/
  Four people, one video, in step  ${host}/?users=4&watch=0_testcard
  One of them on a slow line       ${host}/?users=3&watch=0_lecture&net.ben=200,80
  A phone, in German               ${host}/?user=cleo&platform=mobile&locale=de

  The bot, in a text channel       ${host}/?user=ana&chat=general, and write /kaltura-watch
  The same from a script           curl ${host}/sandbox/interactions -d '{"user":"ana","command":"kaltura-video-search","options":{"query":"film"}}'

  The REST API, to try out         http://127.0.0.1:${product.sandbox.ports.server}/api/v1/docs
  A credential for it              DATABASE_PATH=${product.databasePath} npx -y pnpm@10.34.9 admin service create --name try --scope videos:read

What the server asks of Discord and Kaltura, as it happens: ${host}/sandbox/traffic
Ctrl+C ends it.
`)
