import type { MentionKind } from '../../chat/markdown.ts'

/** What drawing a message needs to know beyond the message. */
export interface DrawContext {
  readonly locale: string
  /** How a mention reads. */
  readonly nameOf: (of: MentionKind, id: string) => string
  readonly openLink: (url: string) => void
  /** `values`: what was chosen of a menu. */
  readonly press: (customId: string, values?: readonly string[]) => void
  /** A button of this message waits for its answer. */
  readonly busy: boolean
}
