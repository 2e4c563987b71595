import { startSandbox } from './startSandbox.ts'

const sandbox = await startSandbox()
console.log(`Sandbox: ${sandbox.urls.host} (stand-ins for Discord and Kaltura; start the server separately)`)
for (const [name, value] of Object.entries(sandbox.serverEnvironment)) console.log(`${name}=${value}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
