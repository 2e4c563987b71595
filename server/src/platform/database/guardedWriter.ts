/** One statement with what goes into its question marks; in words of SQL that every database knows. */
export interface Statement {
  readonly sql: string
  readonly values: readonly (string | number | null)[]
}

export interface GuardedWrite {
  /** Changes exactly one row if the write may go ahead, and none if somebody was first. */
  readonly guard: Statement
  readonly rest: readonly Statement[]
}

/** The one way in for what must happen only if nothing has changed in the meantime. */
export interface GuardedWriter {
  /** All of it in one transaction. False, and nothing of it, when somebody was first. */
  write(write: GuardedWrite): Promise<boolean>
}
