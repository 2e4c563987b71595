import { buildClient } from '../../scripts/buildClient.ts'
import { describeInteractions } from './describeInteractions.ts'
import { runProduct } from './runProduct.ts'
import { interactions, recordDatabase, recordSecret, recordServerLine, startRecord } from './runRecord.ts'

/** Planted everywhere the product takes a secret, so that a leak can be told from a coincidence. */
const SECRET_VARIABLES = ['DISCORD_CLIENT_SECRET', 'DISCORD_BOT_TOKEN', 'KALTURA_ADMIN_SECRET', 'JWT_SECRET']

/** Runs the whole product once for all tests: a worker that ends after a failed test must not take it along. */
// biome-ignore lint/style/noDefaultExport: Playwright asks for one.
export default async function globalSetup(): Promise<() => Promise<void>> {
  const built = await buildClient()
  if (built.code !== 0) throw new Error(`The client could not be built:\n${built.output}`)
  startRecord()
  const product = await runProduct({ onServerLine: recordServerLine, environment: { LOG_LEVEL: 'debug' } })
  recordDatabase(product.databasePath)
  const environment = product.sandbox.serverEnvironment
  for (const name of SECRET_VARIABLES) recordSecret({ name, value: environment[name] ?? '' })
  return async () => {
    await product.close()
    // Only told: how fast a machine is that runs other things as well proves nothing.
    process.stdout.write(`${describeInteractions(interactions())}\n`)
  }
}
