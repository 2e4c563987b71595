import { type Meeting, MeetingIdSchema } from '@kaltura-discord/shared/meetings/meeting.ts'
import { plainLine } from '../../../discord/text/plainLine.ts'
import type { Meetings } from '../../../meetings/meetings.ts'

export type FoundMeeting =
  | { readonly kind: 'one'; readonly meeting: Meeting }
  | { readonly kind: 'several' }
  | { readonly kind: 'none' }

/** What somebody means who has typed an id or a title. */
export async function findMeeting(
  meetings: Pick<Meetings, 'get' | 'list'>,
  guildId: string,
  typed: string,
): Promise<FoundMeeting> {
  const id = MeetingIdSchema.safeParse(typed.trim().toLowerCase())
  const byId = id.success ? await meetings.get(guildId, id.data) : null
  if (byId?.ok) return { kind: 'one', meeting: byId.value }
  const wanted = comparable(typed)
  const called = (await meetings.list(guildId)).filter(({ title }) => comparable(title) === wanted)
  // One that is over is meant only where no other is.
  const open = called.filter(({ status }) => status !== 'ended')
  const [meeting, ...more] = open.length > 0 ? open : called
  if (!meeting) return { kind: 'none' }
  return more.length === 0 || open.length === 0 ? { kind: 'one', meeting } : { kind: 'several' }
}

const comparable = (text: string) => plainLine(text).normalize('NFC').toLowerCase()
