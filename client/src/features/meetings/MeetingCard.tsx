import type { MeetingAnswer } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { Clapperboard, Radio } from 'lucide-react'
import { useFormat } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import type { Meetings } from './createMeetings.ts'
import { JoinAction } from './JoinAction.tsx'
import styles from './MeetingCard.module.css'
import type { MeetingListProps } from './MeetingList.tsx'
import { isOpenToHosts, timeText } from './meetingTime.ts'
import type { MeetingMessages } from './messages/en.ts'
import { useMeetingMessages } from './messages/useMeetingMessages.ts'

export interface MeetingCardProps extends Omit<MeetingListProps, 'meetings'> {
  readonly meetings: Meetings
  readonly meeting: MeetingAnswer
}

/** One meeting: what it is, how it stands, and what can be done about it. */
export function MeetingCard(props: MeetingCardProps) {
  const { meeting, onEnd, onWatch } = props
  const messages = useMeetingMessages()
  const { status, broadcastEntryId, recordingEntryId, mayEnd } = meeting
  return (
    <li className={styles['card']} data-status={status}>
      <p className={styles['facts']}>
        <Status meeting={meeting} />
      </p>
      <h3 className={styles['title']}>{meeting.title}</h3>
      <p className={styles['people']}>{peopleText(meeting, messages)}</p>
      <div className={styles['actions']}>
        {status === 'active' || isOpenToHosts(meeting, Date.now()) ? <JoinAction {...props} /> : null}
        {status === 'active' && broadcastEntryId !== null ? (
          <Button icon={<Radio size={18} />} onClick={() => onWatch(broadcastEntryId)}>
            {messages.watchBroadcast}
          </Button>
        ) : null}
        {recordingEntryId === null ? null : (
          <Button icon={<Clapperboard size={18} />} onClick={() => onWatch(recordingEntryId)}>
            {messages.watchRecording}
          </Button>
        )}
        {mayEnd && status !== 'ended' ? (
          <Button onClick={() => onEnd(meeting)}>
            {status === 'active' ? messages.end : messages.callOff}
          </Button>
        ) : null}
      </div>
    </li>
  )
}

function Status({ meeting }: { readonly meeting: MeetingAnswer }) {
  const messages = useMeetingMessages()
  const format = useFormat()
  const { status, type, startedAt, startsAt, endedAt, isOpen, waitForHost, ownerName } = meeting
  const kind = messages.types[type]
  const time = (iso: string): string => timeText(iso, format, Date.now())
  switch (status) {
    case 'active':
      return (
        <>
          <span className={styles['live']}>{messages.live}</span>
          {[
            kind,
            ...(startedAt === null ? [] : [messages.liveSince(time(startedAt))]),
            ...(waitForHost && !isOpen ? [messages.notOpened(ownerName)] : []),
          ].join(' · ')}
        </>
      )
    case 'scheduled':
      return <>{startsAt === null ? kind : `${kind} · ${messages.planned(startsAt)}`}</>
    case 'ended':
      return <>{endedAt === null ? kind : `${kind} · ${messages.ended(time(endedAt))}`}</>
  }
}

/** Three names say who it is; beyond that it is a number. */
const NAMES = 3

function peopleText({ ownerName, names, joined, status }: MeetingAnswer, messages: MeetingMessages): string {
  const host = messages.host(ownerName)
  if (names.length === 0) return status === 'active' ? `${host} · ${messages.nobodyYet}` : host
  const shown = names.slice(0, NAMES)
  return `${host} · ${messages.joined(shown, Math.max(0, joined - shown.length))}`
}
