export type InTime<T> = { readonly inTime: true; readonly value: T } | { readonly inTime: false }

/** The work's outcome, unless it takes longer than this. It goes on by itself then: whoever began it looks after it. */
export function withinTime<T>(work: Promise<T>, limitMs: number): Promise<InTime<T>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ inTime: false }), limitMs)
    work.then(value => resolve({ inTime: true, value }), reject).finally(() => clearTimeout(timer))
  })
}
