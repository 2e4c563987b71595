import { OPENS_BEFORE_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import { MeetingIdSchema } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { RoomInvite } from '@kaltura-discord/shared/protocol/http/guests.ts'
import { JoinTokenSchema, type JoinView } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import type { ApiError } from '../features/api/apiResult.ts'

/** Why there is no way in by this address. */
export type NoLink =
  /** It names the meeting and nobody's way into it. */
  'shared' | 'spent' | 'forbidden' | 'used' | 'expired' | 'revoked' | 'guestsOff' | 'signInLost'

export type JoinStage =
  | { readonly at: 'opening' }
  | { readonly at: 'noLink'; readonly why: NoLink }
  | { readonly at: 'ready' }
  /** It leads into a room of people who watch together: the rest is the guests' own. */
  | { readonly at: 'room'; readonly token: string; readonly invite: RoomInvite }
  | { readonly at: 'entering' }
  /** Goes in by itself as soon as a host is there. */
  | { readonly at: 'waiting' }
  /** The same, for one whose time hasn't come. */
  | { readonly at: 'notOpen' }
  | {
      readonly at: 'inside'
      /** Holds a session of Kaltura's. */
      readonly launchUrl: string
      /** Closed to new joiners meanwhile; nobody is thrown out. */
      readonly closed: boolean
    }
  | { readonly at: 'left' }
  | { readonly at: 'over' }
  /** Tried again by itself. */
  | { readonly at: 'away'; readonly who: 'server' | 'kaltura'; readonly retryAtMs: number }
  | { readonly at: 'trouble'; readonly reference: string | null }

/** What the address `/join/…` carries. */
export function readLink(path: string): { readonly token: string } | { readonly why: NoLink } {
  const last =
    path
      .split('/')
      .filter(part => part !== '')
      .at(-1) ?? ''
  if (JoinTokenSchema.safeParse(last).success) return { token: last }
  return { why: MeetingIdSchema.safeParse(last).success ? 'shared' : 'spent' }
}

/** Where an error leads. */
export function stageOfError({ code, requestId }: ApiError, retryAtMs: number): JoinStage {
  switch (code) {
    case 'link_spent':
    case 'invalid_request':
      return { at: 'noLink', why: 'spent' }
    case 'link_used':
      return { at: 'noLink', why: 'used' }
    case 'link_expired':
      return { at: 'noLink', why: 'expired' }
    case 'link_revoked':
      return { at: 'noLink', why: 'revoked' }
    case 'guests_off':
      return { at: 'noLink', why: 'guestsOff' }
    case 'forbidden':
    case 'not_a_member':
      return { at: 'noLink', why: 'forbidden' }
    case 'meeting_ended':
    case 'meeting_not_found':
    // Sessions are taken back when a meeting ends.
    case 'unauthenticated':
    case 'token_expired':
      return { at: 'over' }
    case 'meeting_not_open':
      return { at: 'notOpen' }
    case 'waiting_for_host':
      return { at: 'waiting' }
    case 'kaltura_unavailable':
      return { at: 'away', who: 'kaltura', retryAtMs }
    case 'serverDown':
    case 'unavailable':
    case 'discord_unavailable':
    case 'rate_limited':
      return { at: 'away', who: 'server', retryAtMs }
    default:
      return { at: 'trouble', reference: requestId }
  }
}

/** Whether it is worth asking to be let in. */
export function mayGoIn({ status, isWaiting, isHost, startsAt }: JoinView, nowMs: number): boolean {
  if (status === 'active') return !isWaiting
  return (
    status === 'scheduled' && isHost && startsAt !== null && nowMs >= Date.parse(startsAt) - OPENS_BEFORE_MS
  )
}
