import { parseArgs } from 'node:util'

export interface ChaosOptions {
  /** At each moment. */
  readonly times: number
  /** A part of the names of the steps that are run; all of them where it is empty. */
  readonly only: string
}

const USAGE = 'pnpm chaos meetings [--times 20] [--only "start, room"]'
const MOST_TIMES = 1_000

/** Throws with the usage when an argument isn't one. */
export function parseChaosOptions(args: readonly string[]): ChaosOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { times: { type: 'string', default: '20' }, only: { type: 'string', default: '' } },
  })
  const times = Number(values.times)
  const isWhole = Number.isInteger(times) && times > 0 && times <= MOST_TIMES
  if (positionals.join() !== 'meetings' || !isWhole) throw new Error(USAGE)
  return { times, only: values.only }
}
