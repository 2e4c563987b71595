import type { RoomClock } from '../../../../platform/roomClock.ts'
import type { Interaction } from '../../interaction.ts'
import { type NoTime, readTime } from '../at/readTime.ts'
import { guessTimeZone } from '../at/timeZones.ts'
import type { Plan } from '../drafts/plan.ts'
import type { TimeZoneStore } from '../drafts/timeZoneStore.ts'

type When = Pick<Plan, 'at' | 'askedAtMs' | 'plannedAtMs' | 'zone' | 'isZoneWritten'>

export type ReadWhen =
  | { readonly ok: true; readonly when: When }
  | { readonly ok: false; readonly why: NoTime }

/** Reads what members write for times, each by their own clock. */
export interface Times {
  read(interaction: Interaction, at: string): Promise<ReadWhen>
  /** What was written before, by the clocks of another zone, which is remembered. */
  readAgain(interaction: Interaction, plan: Plan, timeZone: string): Promise<ReadWhen>
}

export function createTimes(zones: TimeZoneStore, clock: RoomClock): Times {
  const read = (at: string, { locale }: Interaction, nowMs: number, timeZone: string): ReadWhen => {
    const result = readTime(at, { nowMs, timeZone, locale })
    if (result.kind === 'refused') return { ok: false, why: result.why }
    const isPlanned = result.kind === 'at'
    const plannedAtMs = isPlanned ? result.atMs : null
    const zone = isPlanned ? result.zone : null
    const isZoneWritten = isPlanned && result.isZoneWritten
    return { ok: true, when: { at, askedAtMs: nowMs, plannedAtMs, zone, isZoneWritten } }
  }

  return {
    async read(interaction, at) {
      const timeZone = (await zones.of(interaction.userId)) ?? guessTimeZone(interaction.locale)
      return read(at, interaction, clock.nowMs(), timeZone)
    },
    async readAgain(interaction, { at, askedAtMs }, timeZone) {
      await zones.remember(interaction.userId, timeZone)
      return read(at, interaction, askedAtMs, timeZone)
    },
  }
}
