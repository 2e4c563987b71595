import type { Comment } from '@kaltura-discord/shared/room/comment.ts'

export const ANA = '1400000000000000001'
export const BEN = '1400000000000000002'

/** A comment of Ana's at that moment, under a name that says it. */
export const said = (positionS: number, more: Partial<Comment> = {}): Comment => ({
  id: `at-${positionS}`,
  entryId: '0_film',
  guildId: '1200000000000000001',
  userId: ANA,
  displayName: 'Ana',
  avatarUrl: null,
  positionS,
  text: `Said at ${positionS}`,
  createdAtMs: 1_790_000_000_000,
  ...more,
})
