import type { MeetingAnswer } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { useEffect, useState } from 'react'
import { Dialog } from '../../ui/Dialog.tsx'
import type { Meetings } from './createMeetings.ts'
import { EmbeddedRoom } from './EmbeddedRoom.tsx'
import { EndDialog } from './EndDialog.tsx'
import { MeetingList } from './MeetingList.tsx'
import type { MeetingsLayerProps } from './MeetingsLayer.tsx'
import { mayUseDevices } from './mayUseDevices.ts'
import { useMeetingMessages } from './messages/useMeetingMessages.ts'
import { StartDialog } from './StartDialog.tsx'

type Over =
  | { readonly kind: 'end'; readonly meeting: MeetingAnswer }
  | { readonly kind: 'start' }
  | { readonly kind: 'room'; readonly joinUrl: string }

/** The meetings of this server: who is in them, the way in, and what can be watched together. */
export function MeetingsPanel({ door, onWatch, onClose }: MeetingsLayerProps) {
  const messages = useMeetingMessages()
  const meetings = useMeetings(door.load)
  const [over, setOver] = useState<Over | null>(null)
  const embeds = door.config.meetings.kafUrl !== null && mayUseDevices(document)
  const watch = (entryId: string): void => {
    void onWatch(entryId).then(on => on && onClose())
  }
  if (over?.kind === 'room')
    return <EmbeddedRoom joinUrl={over.joinUrl} config={door.config} onBack={() => setOver(null)} />
  return (
    <Dialog title={messages.title} closeLabel={messages.close} onClose={onClose}>
      <MeetingList
        meetings={meetings}
        embeds={embeds}
        onOpenLink={door.host.openExternalLink}
        onEmbed={joinUrl => setOver({ kind: 'room', joinUrl })}
        onEnd={meeting => setOver({ kind: 'end', meeting })}
        onStart={() => setOver({ kind: 'start' })}
        onWatch={watch}
      />
      {meetings !== null && over?.kind === 'end' ? (
        <EndDialog meetings={meetings} meeting={over.meeting} onClose={() => setOver(null)} />
      ) : null}
      {meetings !== null && over?.kind === 'start' ? (
        <StartDialog meetings={meetings} onClose={() => setOver(null)} />
      ) : null}
    </Dialog>
  )
}

function useMeetings(load: () => Promise<Meetings>): Meetings | null {
  const [meetings, setMeetings] = useState<Meetings | null>(null)
  useEffect(() => {
    let gone = false
    let opened: Meetings | null = null
    void load().then(
      loaded => {
        if (gone) return
        opened = loaded
        opened.setOpen(true)
        setMeetings(opened)
      },
      () => undefined,
    )
    return () => {
      gone = true
      opened?.setOpen(false)
    }
  }, [load])
  return meetings
}
