export interface Moment {
  readonly atMs: number
  readonly spreadMs: number | null
  readonly allPlaying: boolean
  readonly offsetsMs: Readonly<Record<string, number>>
}

export interface Mark {
  readonly atMs: number
  readonly label: string
}

/** The last minute of measurements, and what was done in it. */
export class History {
  readonly spanMs: number
  #moments: Moment[] = []
  #marks: Mark[] = []

  constructor(spanMs = 60_000) {
    this.spanMs = spanMs
  }

  get moments(): readonly Moment[] {
    return this.#moments
  }

  get marks(): readonly Mark[] {
    return this.#marks
  }

  add(moment: Moment): void {
    const isRecent = ({ atMs }: { readonly atMs: number }) => moment.atMs - atMs <= this.spanMs
    this.#moments = [...this.#moments.filter(isRecent), moment]
    this.#marks = this.#marks.filter(isRecent)
  }

  mark(mark: Mark): void {
    this.#marks.push(mark)
  }

  /** The spread that 95 % of the minute stayed under while all were playing, null without a measurement. */
  spreadP95Ms(): number | null {
    const spreads = this.#moments.flatMap(({ spreadMs, allPlaying }) => (allPlaying ? (spreadMs ?? []) : []))
    const sorted = spreads.toSorted((a, b) => a - b)
    return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? null
  }
}
