import { setTimeout as pause } from 'node:timers/promises'
import { percentile } from '../../../e2e/src/positions.ts'
import type { Product } from '../../../e2e/src/runProduct.ts'
import { addFault, clearFaults, HOST_URL, post } from '../../../e2e/src/sandboxControl.ts'
import { createMariaDatabaseAt } from '../../../server/src/testing/createMariaDatabase.ts'
import { startMariaDb } from '../../../server/src/testing/mariaDb.ts'
import { openSlowLine } from '../../../server/src/testing/slowLine.ts'
import type { Figure } from '../figure.ts'
import { withProduct } from '../product.ts'
import { everyCommand, type Wish } from './everyCommand.ts'

/** As many as Discord's limits let be answered in full. */
const PER_S = 8
export const FIRST_ANSWERS = 512
const KALTURA_LATE_MS = 10_000
const SQL_LATE_MS = 200
/** Refusals of Discord's, each for a while. */
const REFUSALS = [401, 403, 429] as const
const WITH_REFUSALS = 100
/** Statuses that Discord counts against an address. */
const INVALID = new Set([401, 403, 429])

interface FirstAnswer {
  readonly wish: Wish
  /** Null where none came within three seconds. */
  readonly afterMs: number | null
  readonly status: number | null
}

/** How soon Discord is answered, whatever is slow, and what is sent to it while it refuses everything. */
export async function measureFirstAnswers(): Promise<Figure[]> {
  const mariaDb = await startMariaDb()
  const line = await openSlowLine(mariaDb.port)
  const address = new URL((await createMariaDatabaseAt(mariaDb.port)).reveal())
  address.port = String(line.port)
  try {
    return await withProduct(
      async product => {
        await post('/host/voice/join', { user: 'ana' })
        await perform(everyCommand(0), PER_S)
        line.delayMs = SQL_LATE_MS
        await addFault({ service: 'kaltura', kind: 'slow', delayMs: KALTURA_LATE_MS })
        const slow = await perform(wishes(FIRST_ANSWERS), PER_S)
        await clearFaults()
        line.delayMs = 0
        return [...figuresOf(slow), ...(await duringRefusals(product))]
      },
      { environment: { DATABASE_URL: address.href } },
    )
  } finally {
    line.close()
    await mariaDb.close()
  }
}

const wishes = (count: number): readonly Wish[] =>
  Array.from({ length: Math.ceil(count / everyCommand(0).length) }, (_, round) =>
    everyCommand(round + 1),
  ).flat()

/** At a fixed pace, whether or not those before have been answered. */
async function perform(all: readonly Wish[], perS: number): Promise<FirstAnswer[]> {
  const answers: Promise<FirstAnswer>[] = []
  for (const wish of all) {
    answers.push(answerTo(wish))
    await pause(1000 / perS)
  }
  return Promise.all(answers)
}

async function answerTo(wish: Wish): Promise<FirstAnswer> {
  const response = await fetch(`${HOST_URL}/sandbox/interactions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...wish, waitMs: 0 }),
  })
  const conversation: unknown = await response.json()
  if (!response.ok) throw new Error(`The sandbox refused a wish: ${JSON.stringify(conversation)}`)
  const answer = isConversation(conversation) ? conversation.answer : null
  return { wish, afterMs: answer?.afterMs ?? null, status: answer?.status ?? null }
}

interface Conversation {
  readonly answer: { readonly status: number; readonly afterMs: number } | null
}
const isConversation = (value: unknown): value is Conversation =>
  typeof value === 'object' && value !== null && 'answer' in value

function figuresOf(answers: readonly FirstAnswer[]): Figure[] {
  const tookMs = answers.map(({ afterMs }) => afterMs ?? Number.POSITIVE_INFINITY)
  const wrong = answers.filter(({ status }) => status !== 200 && status !== 202)
  const name = 'first answer, Kaltura and SQL slow'
  return [
    { name: `${name}, p50`, value: percentile(tookMs, 0.5), unit: 'ms', must: null, goal: null },
    { name: `${name}, p99`, value: percentile(tookMs, 0.99), unit: 'ms', must: 300, goal: null },
    { name: `${name}, longest`, value: Math.max(...tookMs), unit: 'ms', must: 3000, goal: null },
    { name: `${name}: none, or refused`, value: wrong.length, unit: 'wrong', must: 0, goal: 0 },
  ]
}

async function duringRefusals({ sandbox }: Product): Promise<Figure[]> {
  const invalid = () =>
    sandbox.traffic
      .entries()
      .filter(({ service, status }) => service === 'discord' && status !== null && INVALID.has(status)).length
  const before = invalid()
  const answers: FirstAnswer[] = []
  for (const status of REFUSALS) {
    await addFault({ service: 'discord', kind: 'fail', status })
    answers.push(...(await perform(wishes(WITH_REFUSALS), PER_S)))
    await clearFaults()
  }
  const tookMs = answers.map(({ afterMs }) => afterMs ?? Number.POSITIVE_INFINITY)
  return [
    { name: 'refused by Discord before', value: before, unit: 'calls', must: 100, goal: null },
    {
      name: 'invalid requests while it refuses everything',
      value: invalid(),
      unit: 'calls',
      must: 100,
      goal: null,
    },
    {
      name: 'first answer meanwhile, p99',
      value: percentile(tookMs, 0.99),
      unit: 'ms',
      must: 3000,
      goal: null,
    },
  ]
}
