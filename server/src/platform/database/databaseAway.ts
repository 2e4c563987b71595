/**
 * The database can't be asked at the moment: away, too slow, locked or full. What was to be written may have been
 * written all the same. Says nothing of where the database is or what was sent to it.
 */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway'
  /** Its own word for what happened. */
  readonly reason: string

  constructor(reason: string) {
    super(`The database can't be asked at the moment (${reason})`)
    this.reason = reason
  }
}
