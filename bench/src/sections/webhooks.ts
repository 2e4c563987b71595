import { setTimeout as pause } from 'node:timers/promises'
import { percentile } from '../../../e2e/src/positions.ts'
import { SERVER_URL } from '../../../e2e/src/sandboxControl.ts'
import { createMariaDatabaseAt } from '../../../server/src/testing/createMariaDatabase.ts'
import { signNotification } from '../../../server/src/testing/kalturaSigner.ts'
import { startMariaDb } from '../../../server/src/testing/mariaDb.ts'
import { openSlowLine } from '../../../server/src/testing/slowLine.ts'
import type { Figure, Section } from '../figure.ts'
import { withProduct } from '../product.ts'

const SECRET = 'what-the-bench-signs-with'
const PER_S = 10
const WARM_UP = 50
const MEASURED = 500
const SQL_LATE_MS = 200

interface Answer {
  readonly status: number
  readonly afterMs: number
}

/** How soon Kaltura is answered when the database is slow: the sooner, the less is told again. */
export async function measureWebhooks(): Promise<Section> {
  const mariaDb = await startMariaDb()
  const line = await openSlowLine(mariaDb.port)
  const address = new URL((await createMariaDatabaseAt(mariaDb.port)).reveal())
  address.port = String(line.port)
  try {
    return await withProduct(
      async () => {
        await tell(0, WARM_UP)
        line.delayMs = SQL_LATE_MS
        const answers = await tell(WARM_UP, MEASURED)
        line.delayMs = 0
        return {
          name: 'Webhooks',
          setting: `${MEASURED} signed notifications, each of another entry, ${PER_S} a second, with every SQL statement ${SQL_LATE_MS} ms late, while what they are about is looked at.`,
          figures: figuresOf(answers),
        }
      },
      { environment: { DATABASE_URL: address.href, KALTURA_WEBHOOK_SECRET: SECRET } },
    )
  } finally {
    line.close()
    await mariaDb.close()
  }
}

/** At a fixed pace, whether or not those before have been answered. */
async function tell(from: number, count: number): Promise<Answer[]> {
  const answers: Promise<Answer>[] = []
  for (let number = from; number < from + count; number++) {
    answers.push(send(notification(number)))
    await pause(1000 / PER_S)
  }
  return Promise.all(answers)
}

const notification = (number: number) =>
  JSON.stringify({
    object: { id: `0_bench${number}`, objectType: 'KalturaMediaEntry', status: '2' },
    eventNotificationJobId: number,
    eventObjectType: 1,
    eventType: 3,
    objectType: 'KalturaHttpNotification',
  })

async function send(body: string): Promise<Answer> {
  const sinceMs = performance.now()
  const response = await fetch(`${SERVER_URL}/api/v1/webhooks/kaltura`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signNotification(SECRET, body, 'sha256') },
    body,
  })
  await response.arrayBuffer()
  return { status: response.status, afterMs: performance.now() - sinceMs }
}

function figuresOf(answers: readonly Answer[]): Figure[] {
  const tookMs = answers.map(({ afterMs }) => afterMs)
  const wrong = answers.filter(({ status }) => status !== 200)
  const name = 'answer to a notification, SQL slow'
  return [
    { name: `${name}, p50`, value: percentile(tookMs, 0.5), unit: 'ms', must: null, goal: null },
    { name: `${name}, p99`, value: percentile(tookMs, 0.99), unit: 'ms', must: 300, goal: null },
    { name: `${name}, longest`, value: Math.max(...tookMs), unit: 'ms', must: 3000, goal: null },
    { name: `${name}: refused`, value: wrong.length, unit: 'wrong', must: 0, goal: 0 },
  ]
}
