/** A moment that stands on the scrubber. */
export interface Mark {
  readonly kind: 'chapter' | 'comment'
  /** In the room's positions, seconds. */
  readonly atS: number
  /** For people: a chapter's title, or the beginning of what somebody wrote. */
  readonly label: string
}

/** A chapter that has hardly begun is one people have just come to: back is then the one before, s. */
const JUST_BEGUN_S = 3

/** The chapter that a position is in; null before the first one. */
export function chapterAt(marks: readonly Mark[], positionS: number): Mark | null {
  let found: Mark | null = null
  // `findLast` is younger than the oldest phones.
  for (const mark of marks) if (mark.kind === 'chapter' && mark.atS <= positionS) found = mark
  return found
}

/** Where the chapter before or after begins; null where there is none. */
export function chapterStep(marks: readonly Mark[], positionS: number, by: -1 | 1): number | null {
  const next = marks.find(({ kind, atS }) => kind === 'chapter' && atS > positionS)
  if (by === 1) return next?.atS ?? null
  return chapterAt(marks, positionS - JUST_BEGUN_S)?.atS ?? chapterAt(marks, positionS)?.atS ?? null
}
