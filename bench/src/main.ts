/** Measures the product on this machine: `pnpm bench [section…]`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { type BenchOptions, parseBenchOptions, type SectionName } from './benchOptions.ts'
import { type Section, table, verdict } from './figure.ts'

const RESULTS = join(import.meta.dirname, '../../.cache/bench')

/** Loaded only when it is run: a section brings what it needs. */
const SECTIONS: Record<SectionName, (options: BenchOptions) => Promise<Section>> = {
  sync: async options => (await import('./sections/sync.ts')).measureSync(options),
  crowd: async options => (await import('./sections/crowd.ts')).measureCrowd(options),
  fanout: async options => (await import('./sections/fanout.ts')).measureFanout(options),
  lastCommand: async options => (await import('./sections/lastCommand.ts')).measureLastCommand(options),
  restart: async options => (await import('./sections/restart.ts')).measureRestart(options),
  size: async () => (await import('./sections/size.ts')).measureSize(),
  api: async options => (await import('./sections/api.ts')).measureApi(options),
  interactions: async options => (await import('./sections/interactions.ts')).measureInteractions(options),
  webhooks: async () => (await import('./sections/webhooks.ts')).measureWebhooks(),
  nextPaint: async () => (await import('./sections/nextPaint.ts')).measureNextPaint(),
  open: async options => (await import('./sections/open.ts')).measureOpen(options),
}

const options = parseOrExit()
const machine = {
  date: new Date().toISOString(),
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1024 ** 3),
  node: process.version,
}
console.log(`${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}, ${machine.date}\n`)
const results: Section[] = []
for (const name of options.sections) {
  const section = await SECTIONS[name](options)
  results.push(section)
  console.log(table(section))
}
mkdirSync(RESULTS, { recursive: true })
const file = join(RESULTS, `${machine.date.replaceAll(':', '-')}.json`)
writeFileSync(file, `${JSON.stringify({ machine, options, sections: results }, null, 2)}\n`)
console.log(`Written to ${file}`)
const missed = results.flatMap(({ figures }) => figures).filter(figure => verdict(figure) === 'missed')
if (missed.length > 0) console.log(`Missed: ${missed.map(({ name }) => name).join(', ')}`)
process.exit(missed.length > 0 ? 1 : 0)

function parseOrExit(): BenchOptions {
  try {
    return parseBenchOptions(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return process.exit(2)
  }
}
