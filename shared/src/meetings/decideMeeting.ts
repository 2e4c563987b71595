import type { ErrorCode } from '../protocol/errors.ts'
import { MAX_AHEAD_MS, MAX_LIVE_MS, OPENS_BEFORE_MS, REMIND_BEFORE_MS } from './limits.ts'
import type { Attendance, EndReason, Meeting, MeetingRoom } from './meeting.ts'

export type MeetingCommand =
  /** It stands at Kaltura. */
  | { readonly type: 'prepare'; readonly room: MeetingRoom }
  /** It isn't going to be: it couldn't be made, or was called off in time. */
  | { readonly type: 'withdraw' }
  /** Its time has come. */
  | { readonly type: 'begin' }
  /** Its time is another one. */
  | { readonly type: 'move'; readonly plannedAtMs: number }
  /** Somebody goes in. */
  | { readonly type: 'enter'; readonly isHost: boolean; readonly isFirstTime: boolean }
  | { readonly type: 'end'; readonly by: string | null; readonly reason: EndReason }
  /** Null when nobody looks for it any longer. */
  | { readonly type: 'record'; readonly entryId: string | null }
  | { readonly type: 'attend'; readonly attendance: Attendance }

/**
 * What has to be done outside because a meeting has changed. Each looks at the meeting as it is by then, and may be
 * done twice without harm.
 */
export type MeetingEffectKind =
  /** The message in Discord says what is true now. */
  | 'announce'
  /** Discord's scheduled event as well. */
  | 'event'
  | 'remind'
  | 'begin'
  | 'expire'
  /** Nobody new gets in at Kaltura. */
  | 'close'
  /** Nothing is left at Kaltura, and then not here either. */
  | 'remove'
  /** Kaltura is asked for the recording, again and again for a while. */
  | 'recording'
  | 'attendance'
  /** A recording that can be watched is announced. */
  | 'recorded'

export interface MeetingEffect {
  readonly kind: MeetingEffectKind
  /** Not before this, epoch ms. */
  readonly atMs: number
}

export interface MeetingContext {
  /** Room time, epoch ms. */
  readonly nowMs: number
}

export type MeetingDecision =
  | { readonly ok: true; readonly meeting: Meeting; readonly effects: readonly MeetingEffect[] }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string }

/** A recording is looked for so soon after the end, ms. */
const RECORDING_AFTER_MS = 30_000
/** Kaltura's reports are 10 to 15 minutes behind, ms. */
const ATTENDANCE_AFTER_MS = 15 * 60_000

/**
 * What becomes of a meeting: scheduled → live → ended. Pure and total: every command on every meeting gives another
 * meeting with what has to be done, the same meeting where that is so already, or a sentence.
 */
export function decideMeeting(
  meeting: Meeting,
  command: MeetingCommand,
  { nowMs }: MeetingContext,
): MeetingDecision {
  switch (command.type) {
    case 'prepare':
      return prepare(meeting, command.room, nowMs)
    case 'withdraw':
      return withdraw(meeting, NOBODY, nowMs)
    case 'begin':
      return meeting.status === 'scheduled' ? start(meeting, nowMs) : unchanged(meeting)
    case 'move':
      return move(meeting, command.plannedAtMs, nowMs)
    case 'enter':
      return enter(meeting, command, nowMs)
    case 'end':
      return end(meeting, command, nowMs)
    case 'record':
      return record(meeting, command.entryId, nowMs)
    case 'attend':
      return attend(meeting, command.attendance, nowMs)
  }
}

/** Whether others than hosts have to wait. */
export const isWaitingForHost = ({ waitForHost, openedAtMs }: Meeting): boolean =>
  waitForHost && openedAtMs === null

/** From when on hosts may go in, epoch ms; null where nobody may any more, or not yet know. */
export function opensAtMs({ status, plannedAtMs, createdAtMs }: Meeting): number | null {
  if (status === 'live') return createdAtMs
  return status === 'scheduled' && plannedAtMs !== null ? plannedAtMs - OPENS_BEFORE_MS : null
}

function prepare(meeting: Meeting, room: MeetingRoom, nowMs: number): MeetingDecision {
  if (meeting.status !== 'preparing')
    return refuse('conflict', 'This meeting has been made or given up already.')
  const prepared = { ...meeting, room }
  const { plannedAtMs } = meeting
  if (plannedAtMs === null || plannedAtMs <= nowMs) return start(prepared, nowMs)
  return changed({ ...prepared, status: 'scheduled' }, [
    now('announce', nowMs),
    now('event', nowMs),
    ...remindersOf(plannedAtMs, nowMs),
    { kind: 'begin', atMs: plannedAtMs },
  ])
}

const remindersOf = (plannedAtMs: number, nowMs: number): MeetingEffect[] =>
  plannedAtMs - REMIND_BEFORE_MS > nowMs ? [{ kind: 'remind', atMs: plannedAtMs - REMIND_BEFORE_MS }] : []

function start(meeting: Meeting, nowMs: number): MeetingDecision {
  return changed({ ...meeting, status: 'live', startedAtMs: nowMs }, [
    now('announce', nowMs),
    ...(meeting.plannedAtMs === null ? [] : [now('event', nowMs)]),
    { kind: 'expire', atMs: nowMs + MAX_LIVE_MS },
  ])
}

interface Withdrawal {
  readonly by: string | null
  readonly reason: EndReason | null
}

const NOBODY: Withdrawal = { by: null, reason: null }

/** What has begun is ended, not withdrawn. */
function withdraw(meeting: Meeting, { by, reason }: Withdrawal, nowMs: number): MeetingDecision {
  const withdrawn = {
    ...meeting,
    status: 'withdrawn',
    endedAtMs: nowMs,
    endedBy: by,
    endReason: reason,
  } as const
  switch (meeting.status) {
    case 'withdrawn':
      return unchanged(meeting)
    case 'preparing':
      return changed(withdrawn, [now('remove', nowMs)])
    case 'scheduled':
      return changed(withdrawn, [now('announce', nowMs), now('event', nowMs), now('remove', nowMs)])
    case 'live':
    case 'ended':
      return refuse('conflict', 'This meeting has begun already: it can be ended, not called off.')
  }
}

/** Whoever moves it elsewhere may give any number for a time; what nobody can plan for here is none. */
function move(meeting: Meeting, plannedAtMs: number, nowMs: number): MeetingDecision {
  if (meeting.status !== 'scheduled' || meeting.plannedAtMs === plannedAtMs) return unchanged(meeting)
  if (!(plannedAtMs >= 0 && plannedAtMs <= nowMs + MAX_AHEAD_MS)) return unchanged(meeting)
  return changed({ ...meeting, plannedAtMs }, [
    now('announce', nowMs),
    now('event', nowMs),
    ...remindersOf(plannedAtMs, nowMs),
    { kind: 'begin', atMs: plannedAtMs },
  ])
}

function enter(
  meeting: Meeting,
  { isHost, isFirstTime }: Extract<MeetingCommand, { type: 'enter' }>,
  nowMs: number,
): MeetingDecision {
  const opens = opensAtMs(meeting)
  if (opens === null) return ENDED
  if (nowMs < opens || (meeting.status === 'scheduled' && !isHost)) return NOT_OPEN
  if (!isHost && isWaitingForHost(meeting)) return WAITING
  const inside = isFirstTime ? { ...meeting, joined: meeting.joined + 1 } : meeting
  const opened = isHost && meeting.openedAtMs === null ? { ...inside, openedAtMs: nowMs } : inside
  if (meeting.status === 'scheduled') return start(opened, nowMs)
  if (opened === meeting) return unchanged(meeting)
  return changed(opened, opened.openedAtMs === meeting.openedAtMs ? [] : [now('announce', nowMs)])
}

function end(
  meeting: Meeting,
  { by, reason }: Extract<MeetingCommand, { type: 'end' }>,
  nowMs: number,
): MeetingDecision {
  switch (meeting.status) {
    case 'preparing':
      return refuse('conflict', 'This meeting is still being made. Try again in a moment.')
    case 'scheduled':
      return withdraw(meeting, { by, reason }, nowMs)
    case 'withdrawn':
    case 'ended':
      return unchanged(meeting)
    case 'live':
      return changed({ ...meeting, status: 'ended', endedAtMs: nowMs, endedBy: by, endReason: reason }, [
        now('announce', nowMs),
        ...(meeting.plannedAtMs === null ? [] : [now('event', nowMs)]),
        now('close', nowMs),
        ...(meeting.recording.state === 'awaited'
          ? [{ kind: 'recording' as const, atMs: nowMs + RECORDING_AFTER_MS }]
          : []),
        { kind: 'attendance', atMs: nowMs + ATTENDANCE_AFTER_MS },
      ])
  }
}

/** The first one counts: Kaltura records parts of a meeting one by one. */
function record(meeting: Meeting, entryId: string | null, nowMs: number): MeetingDecision {
  const { state } = meeting.recording
  if (meeting.status !== 'ended' || state === 'off' || state === 'ready') return unchanged(meeting)
  if (entryId === null)
    return state === 'missing'
      ? unchanged(meeting)
      : changed({ ...meeting, recording: { state: 'missing', entryId: null } }, [now('announce', nowMs)])
  return changed({ ...meeting, recording: { state: 'ready', entryId } }, [
    now('announce', nowMs),
    now('recorded', nowMs),
  ])
}

function attend(meeting: Meeting, attendance: Attendance, nowMs: number): MeetingDecision {
  if (meeting.status !== 'ended' || meeting.attendance !== null) return unchanged(meeting)
  return changed({ ...meeting, attendance }, [now('announce', nowMs)])
}

const now = (kind: MeetingEffectKind, atMs: number): MeetingEffect => ({ kind, atMs })

const unchanged = (meeting: Meeting): MeetingDecision => ({ ok: true, meeting, effects: [] })

const changed = (meeting: Meeting, effects: readonly MeetingEffect[]): MeetingDecision => ({
  ok: true,
  meeting: { ...meeting, version: meeting.version + 1 },
  effects,
})

const refuse = (code: ErrorCode, message: string): MeetingDecision => ({ ok: false, code, message })

const ENDED = refuse('meeting_ended', 'This meeting is over. Nobody can join it any more.')
const NOT_OPEN = refuse('meeting_not_open', 'This meeting has not begun yet.')
const WAITING = refuse('waiting_for_host', 'The host has not opened this meeting yet.')
