import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { OutboundObserver } from '../outboundCalls.ts'

interface InteractionLabels {
  readonly kind: string
  readonly command: string
}

export interface AnsweredRequest {
  /** Its id, or `other` for pages, files and addresses where nothing is. */
  readonly operation: string
  readonly method: string
  readonly status: number
  readonly durationS: number
}

/** What is counted while the process lives. Labels are of fixed sets: no ids, no addresses, no texts. */
export interface Metrics extends OutboundObserver {
  requestAnswered(request: AnsweredRequest): void
  interactionAnswered(answered: InteractionLabels & { readonly durationS: number }): void
  interactionEnded(ended: InteractionLabels & { readonly outcome: string }): void
  discordEvent(event: { readonly type: string; readonly outcome: string }): void
  /** Of those that are tried no more. */
  parkedEvents(count: number): void
  kalturaNotification(told: { readonly outcome: string }): void
  effect(ended: { readonly kind: string; readonly outcome: string }): void
  outbox(state: { readonly waiting: number; readonly parked: number; readonly oldestDueS: number }): void
  rateLimited(refused: { readonly operation: string; readonly by: string }): void
  /** Each target of which a circuit has been heard. */
  circuits(): Readonly<Record<string, 'closed' | 'open'>>
  /** As Prometheus reads it. */
  text(): Promise<string>
  readonly contentType: string
}

/** Looked at when somebody asks. */
export interface Sources {
  readonly sockets: () => number
  readonly members: () => number
  readonly rooms: () => number
}

const HTTP_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'PUT']

export function createMetrics(sources: Sources): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'kaltura_discord_http_request_duration_seconds',
    help: 'How long HTTP requests took, by operation, method and status.',
    labelNames: ['operation', 'method', 'status'],
    buckets: HTTP_BUCKETS_S,
    registers,
  })
  const limited = new Counter({
    name: 'kaltura_discord_http_rate_limited_total',
    help: 'HTTP requests refused because there were too many, by operation and by what was counted.',
    labelNames: ['operation', 'by'],
    registers,
  })
  const outbound = new Histogram({
    name: 'kaltura_discord_outbound_call_duration_seconds',
    help: 'How long calls to Discord, Kaltura and others took, by target, operation and outcome.',
    labelNames: ['target', 'operation', 'outcome'],
    buckets: HTTP_BUCKETS_S,
    registers,
  })
  const open = new Gauge({
    name: 'kaltura_discord_outbound_circuit_open',
    help: '1 while a target is left alone because it failed too often.',
    labelNames: ['target'],
    registers,
  })
  const firstAnswers = new Histogram({
    name: 'kaltura_discord_interaction_first_answer_seconds',
    help: 'How long Discord waited for the first answer to an interaction, by kind and command.',
    labelNames: ['kind', 'command'],
    buckets: HTTP_BUCKETS_S,
    registers,
  })
  const interactions = new Counter({
    name: 'kaltura_discord_interactions_total',
    help: 'Interactions that nothing more is to be done for, by kind, command and outcome.',
    labelNames: ['kind', 'command', 'outcome'],
    registers,
  })
  const events = new Counter({
    name: 'kaltura_discord_events_total',
    help: 'What Discord has told of the application, by type and outcome.',
    labelNames: ['type', 'outcome'],
    registers,
  })
  const parked = new Gauge({
    name: 'kaltura_discord_events_parked',
    help: 'Events of Discord that failed too often and wait for somebody.',
    registers,
  })
  const notifications = new Counter({
    name: 'kaltura_discord_kaltura_notifications_total',
    help: 'What Kaltura has told of, or somebody in its name, by outcome.',
    labelNames: ['outcome'],
    registers,
  })
  const effects = new Counter({
    name: 'kaltura_discord_outbox_effects_total',
    help: 'What was brought about outside, or tried, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const outbox = outboxGauges(registers)
  measure(registry, sources)
  const circuits = new Map<string, 'closed' | 'open'>()
  return {
    requestAnswered({ operation, method, status, durationS }) {
      requests.observe({ operation, method: METHODS.includes(method) ? method : 'other', status }, durationS)
    },
    interactionAnswered({ durationS, ...labels }) {
      firstAnswers.observe(labels, durationS)
    },
    interactionEnded: ended => interactions.inc(ended),
    discordEvent: event => events.inc(event),
    parkedEvents: count => parked.set(count),
    kalturaNotification: told => notifications.inc(told),
    effect: ended => effects.inc(ended),
    outbox({ waiting, parked: givenUp, oldestDueS }) {
      outbox.waiting.set(waiting)
      outbox.parked.set(givenUp)
      outbox.oldestDue.set(oldestDueS)
    },
    rateLimited: refused => limited.inc(refused),
    outboundCall({ durationMs, ...labels }) {
      outbound.observe(labels, durationMs / 1000)
    },
    circuit(target, state) {
      circuits.set(target, state)
      open.set({ target }, state === 'open' ? 1 : 0)
    },
    circuits: () => Object.fromEntries(circuits),
    text: () => Registry.merge([processRegistry(), registry]).metrics(),
    contentType: registry.contentType,
  }
}

const outboxGauges = (registers: Registry[]) => ({
  waiting: new Gauge({
    name: 'kaltura_discord_outbox_waiting',
    help: 'Effects that are still to be brought about, those of which the time has not come among them.',
    registers,
  }),
  parked: new Gauge({
    name: 'kaltura_discord_outbox_parked',
    help: 'Effects that failed too often and wait for somebody.',
    registers,
  }),
  oldestDue: new Gauge({
    name: 'kaltura_discord_outbox_oldest_due_seconds',
    help: 'How late the oldest effect is that is due; 0 when none is.',
    registers,
  }),
})

/** Names with their help, as Prometheus shows it. */
const GAUGES: Readonly<Record<keyof Sources, string>> = {
  sockets: 'Open sockets.',
  members: 'Members connected to a room.',
  rooms: 'Rooms with somebody connected to them.',
}

function measure(registry: Registry, sources: Sources): void {
  for (const name of Object.keys(GAUGES) as (keyof Sources)[])
    new Gauge({
      name: `kaltura_discord_${name}`,
      help: GAUGES[name],
      registers: [registry],
      collect() {
        this.set(sources[name]())
      },
    })
}

let ofProcess: Registry | null = null

/** Memory, processor, event loop, garbage collection: those of the process, however many servers are in it. */
function processRegistry(): Registry {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}
