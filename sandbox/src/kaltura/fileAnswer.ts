/** What an action answers that gives a file instead of an object. */
export interface FileAnswer {
  readonly kind: 'file'
  readonly contentType: string
  readonly body: string
}

const files = new WeakSet<object>()

export const fileAnswer = (contentType: string, body: string): FileAnswer => {
  const answer: FileAnswer = { kind: 'file', contentType, body }
  files.add(answer)
  return answer
}

/** Objects of the API could have any property, so only those made here count. */
export const isFileAnswer = (value: unknown): value is FileAnswer =>
  typeof value === 'object' && value !== null && files.has(value)
