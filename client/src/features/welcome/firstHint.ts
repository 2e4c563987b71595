import { createStore } from '../../sync/store.ts'

/** As it stands among the hints that somebody has had. */
const HINT = 'together'

/** Whether this person has yet to be told how watching together works. Kept with what they have chosen for themselves. */
export const firstHint = {
  due: createStore(false),
  /** Told in this visit. */
  told: createStore(false),
  /** Once it is known which hints somebody has had. */
  decide(hints: readonly string[]): void {
    firstHint.due.set(!firstHint.told.get() && !hints.includes(HINT))
  },
  done(): void {
    firstHint.due.set(false)
    firstHint.told.set(true)
  },
  /** Those, and this one where it has been told now. */
  among(hints: readonly string[]): string[] {
    return firstHint.told.get() && !hints.includes(HINT) ? [...hints, HINT] : [...hints]
  },
}
