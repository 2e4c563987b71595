import { type ChaosProduct, startChaosProduct } from './chaosProduct.ts'
import { readRecords } from './chaosRecords.ts'
import { seeEvents, seeMessages, seeRooms } from './chaosSights.ts'
import { createStage, type Stage, untilIdle } from './chaosStage.ts'
import type { ChaosStep, Phase } from './chaosSteps.ts'
import { type ChaosCount, countMeetings } from './countMeetings.ts'

export interface ChaosMoment {
  readonly step: ChaosStep
  readonly phase: Phase
}

interface ChaosOptions {
  readonly moments: readonly ChaosMoment[]
  readonly times: number
  /** Waits until nothing is left to be looked at again, a minute and a half longer. */
  readonly thoroughly: boolean
  readonly onRound?: (round: string) => void
  readonly onServerLine?: (line: string) => void
}

export interface ChaosOutcome extends ChaosCount {
  readonly kills: number
  readonly meetings: number
}

const KILL_DEADLINE_MS = 30_000
const SETTLE_DEADLINE_MS = 150_000
/** So many stand at once, well below what one Discord server may have. */
const MOST_OPEN = 30

/** Kills the server at those moments, each so often, and counts what is wrong once it has come to rest. */
export async function runChaos(options: ChaosOptions): Promise<ChaosOutcome> {
  const product = await startChaosProduct(options.onServerLine)
  try {
    const stage = createStage(product)
    let kills = 0
    for (let time = 0; time < options.times; time++)
      for (const moment of options.moments) {
        kills += 1
        const title = `Chaos ${String(kills).padStart(6, '0')}`
        options.onRound?.(`${title}: ${moment.step.name}, ${moment.phase}`)
        await killAt(product, stage, { ...moment, title })
        await makeRoom(product, stage)
      }
    return { kills, ...(await count(product, stage, options.thoroughly)) }
  } finally {
    await product.close()
  }
}

async function killAt(
  { sandbox, server }: ChaosProduct,
  stage: Stage,
  { step, phase, title }: ChaosMoment & { readonly title: string },
): Promise<void> {
  const act = await step.prepare(stage, title)
  // What is still to be said of those before would be killed in its place.
  await stage.idle('nothing else was to be done')
  const died = server.reached('stopped')
  sandbox.faults.add({ ...step.where, kind: 'kill', phase, times: 1 })
  await act()
  await inTime(died, `the server was killed: ${step.name}, ${phase}`)
  await inTime(server.reached('running'), 'the server was back')
}

/** Ends the oldest, which is one more thing that has to be said of each. */
async function makeRoom(product: ChaosProduct, stage: Stage): Promise<void> {
  await seeMessages(product, stage.archive)
  const open = readRecords(product).meetings.filter(
    ({ status }) => status === 'live' || status === 'scheduled',
  )
  if (open.length < MOST_OPEN) return
  const oldest = open.toSorted((one, other) => one.createdAtMs - other.createdAtMs)[0]
  if (oldest) await stage.end(oldest.id)
}

async function count(product: ChaosProduct, stage: Stage, thoroughly: boolean) {
  const holds = ({ meetings, removals }: ReturnType<typeof readRecords>) =>
    meetings.every(({ status }) => status !== 'preparing') && (!thoroughly || removals === 0)
  await untilIdle(product, 'everything was settled', holds, SETTLE_DEADLINE_MS)
  const messages = await seeMessages(product, stage.archive)
  const records = readRecords(product)
  const [rooms, events] = [seeRooms(product), await seeEvents(product)]
  const counted = countMeetings({ records, rooms, messages, events, reported: stage.reported })
  return { ...counted, meetings: records.meetings.length }
}

async function inTime(awaited: Promise<void>, what: string): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`Waited in vain until ${what}.`)), KILL_DEADLINE_MS)
  try {
    await Promise.race([awaited, late])
  } finally {
    clearTimeout(timer)
  }
}
