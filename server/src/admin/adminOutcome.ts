/** 2 is the usual one for a command that can't be understood. */
export const EXIT = { done: 0, failed: 1, misunderstood: 2 } as const

/** What a command has to say, and how its process ends. */
export interface AdminOutcome {
  readonly exitCode: (typeof EXIT)[keyof typeof EXIT]
  /** For standard output: what was asked for. */
  readonly output: string
  /** For standard error: what is in the way. */
  readonly problem: string
}

export const done = (output: string): AdminOutcome => ({ exitCode: EXIT.done, output, problem: '' })
export const failed = (problem: string): AdminOutcome => ({ exitCode: EXIT.failed, output: '', problem })
export const misunderstood = (problem: string): AdminOutcome => ({
  exitCode: EXIT.misunderstood,
  output: '',
  problem,
})

export const time = (epochMs: number | null) => (epochMs === null ? null : new Date(epochMs).toISOString())
export const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
/** A terminal must not be written to by an error. */
export const printable = (text: string) => text.replaceAll(/\p{Cc}+/gu, ' ')
