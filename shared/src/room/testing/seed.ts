import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** From the variable SEED, else fixed, so that a run can be repeated. */
    readonly seed: number
    /** From the variable HISTORIES, else null: the test's own number. */
    readonly histories: number | null
  }
}

/** Where chance starts in this run; a failing property prints it. */
export const seed = (): number => inject('seed')

/** How many histories to try: as many as the test thinks right, unless HISTORIES says otherwise. */
export const histories = (usual: number): number => inject('histories') ?? usual
