/**
 * - `ok`: it is as it should be
 * - `fixed`: it wasn't, and is now
 * - `wrong`: it isn't, and the line says what to do
 * - `by hand`: nothing here can tell or change it
 */
export type StepState = 'ok' | 'fixed' | 'wrong' | 'by hand'

/** One thing that has to be right, in one line. */
export interface Step {
  readonly name: string
  readonly state: StepState
  readonly line: string
  /** The page of Discord's portal where it is. */
  readonly page?: string
}

/** Makes the lines of one thing. */
export const step = (name: string) => ({
  ok: (line: string): Step => ({ name, state: 'ok', line }),
  fixed: (line: string): Step => ({ name, state: 'fixed', line }),
  wrong: (line: string, page?: string): Step => ({ name, state: 'wrong', line, ...(page ? { page } : {}) }),
  byHand: (line: string, page?: string): Step => ({
    name,
    state: 'by hand',
    line,
    ...(page ? { page } : {}),
  }),
})

export const DISCORD_AWAY = 'Discord does not answer at the moment. Run this again in a minute.'
