import type { Logger } from '../../platform/logger.ts'
import type { MemberInteraction } from './interaction.ts'
import type { CommandMetadata } from './metadata.ts'

/**
 * How an interaction ended: `refused` is a failure that the member was told, `rejected` what could not be meant,
 * `late` what took too long, `failed` a bug, `undelivered` an answer that Discord didn't take, and `repeated` one that
 * somebody else acts on.
 */
export type InteractionOutcome =
  | 'answered'
  | 'launched'
  | 'refused'
  | 'rejected'
  | 'late'
  | 'failed'
  | 'undelivered'
  | 'repeated'

export interface InteractionLabels {
  readonly kind: MemberInteraction['kind']
  /** One of ours, or `unknown`. */
  readonly command: string
}

/** What metrics are made of. */
export interface InteractionObserver {
  /** With the first answer, which Discord waits for. */
  interactionAnswered(labels: InteractionLabels & { readonly durationS: number }): void
  /** Once nothing more is to be done. */
  interactionEnded(labels: InteractionLabels & { readonly outcome: InteractionOutcome }): void
}

/** What becomes of one interaction, for the log and the metrics: neither what was asked, nor the token. */
export interface InteractionReport {
  answered(): void
  ended(outcome: InteractionOutcome): void
}

interface ReportOptions {
  readonly interaction: MemberInteraction
  readonly command: CommandMetadata['name'] | null
  /** Of `performance.now()`. */
  readonly startedMs: number
  readonly logger: Logger
  readonly observer: InteractionObserver
}

export function createInteractionReport(options: ReportOptions): InteractionReport {
  const { interaction, startedMs, logger, observer } = options
  const command = options.command ?? 'unknown'
  const labels = { kind: interaction.kind, command }
  const passedMs = () => performance.now() - startedMs
  return {
    answered() {
      const { id, userId, kind } = interaction
      const durationMs = Math.round(passedMs())
      observer.interactionAnswered({ ...labels, durationS: passedMs() / 1000 })
      const fields = { interactionId: id, kind, command, userId, durationMs }
      // Whoever types sends one with every letter.
      if (kind === 'autocomplete') logger.debug('interaction.answered', fields)
      else logger.info('interaction.answered', fields)
    },
    ended(outcome) {
      observer.interactionEnded({ ...labels, outcome })
      logger.debug('interaction.ended', { interactionId: interaction.id, command, outcome })
    },
  }
}
