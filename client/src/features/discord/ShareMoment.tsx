import { Share2 } from 'lucide-react'
import { useFormat } from '../../messages/TextContext.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useDiscordMessages } from './messages/useDiscordMessages.ts'
import type { ShareProps } from './ShareLayer.tsx'
import { shareVideo } from './shareVideo.ts'
import { writeVideoLink } from './writeVideoLink.ts'

/** What a message has room for, characters: Discord takes 1 000, and there are words around it. */
const MAX_NAME_LENGTH = 200

/** A link that opens the Activity at this very moment of the video. */
export function ShareMoment({ door, model }: ShareProps) {
  const messages = useDiscordMessages()
  const format = useFormat()
  const share = async (): Promise<void> => {
    const { video, positionS, faces } = model.view.get()
    if (video === null) return
    // A moment of a live video is soon out of reach.
    const startS = video.kind === 'live' ? null : Math.floor(positionS)
    const outcome = await shareVideo(door, {
      message: messages.shareMessage(
        video.name.slice(0, MAX_NAME_LENGTH).toWellFormed(),
        startS === null || startS === 0 ? null : format.clock(startS),
      ),
      customId: writeVideoLink({ entryId: video.entryId, startS }),
      fromId: faces.find(face => face.isSelf)?.id ?? null,
    })
    const told = { sent: messages.linkSent, copied: messages.linkCopied }
    if (outcome === 'sent' || outcome === 'copied') model.notices.show({ kind: 'told', text: told[outcome] })
  }
  return (
    <IconButton
      label={messages.share}
      icon={<Share2 size={20} />}
      tip="belowEnd"
      onClick={() => void share()}
    />
  )
}
