import { type Video, VideoSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { useEffect, useState } from 'react'
import { useFormat } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { useStore } from '../../ui/useStore.ts'
import { useControl } from '../control/ControlContext.ts'
import { DiscordCard } from './DiscordCard.tsx'
import type { DiscordLayerProps } from './DiscordLayer.tsx'
import { useDiscordMessages } from './messages/useDiscordMessages.ts'
import type { VideoLink } from './videoLink.ts'

/** The link that brought this person leads elsewhere than the others are: nobody is dragged along unasked. */
export function LinkOffer({ door, model, link }: DiscordLayerProps & { readonly link: VideoLink }) {
  const messages = useDiscordMessages()
  const format = useFormat()
  const control = useControl()
  const { video, faces } = useStore(model.screen)
  const found = useVideo(door.api, link.entryId)
  const isOn = video?.entryId === link.entryId
  // Only those whom everybody sees here are named: a link may say anything of where it comes from.
  const sharer = faces.find(face => face.id === door.host.referrerId && !face.isSelf)?.name ?? null
  const startS = startWithin(link, isOn ? video : found || null)
  const moment = startS === null ? null : format.clock(startS)
  const close = (): void => door.link.set(null)
  // What isn't in the library any more is nothing to offer.
  const leadsNowhere = isOn ? moment === null : found === false
  useEffect(() => {
    // What else there is to ask isn't to wait for it.
    if (leadsNowhere) door.link.set(null)
  }, [leadsNowhere, door])
  if (leadsNowhere || (!isOn && !found)) return null

  const go = async (): Promise<void> => {
    if (!(isOn ? model.may('seek') : control.ask('queue'))) return
    close()
    if (isOn) return model.seek(startS ?? 0)
    await model.watch(link.entryId, { startS: startS ?? 0 })
  }
  return (
    <DiscordCard
      title={
        isOn && moment !== null
          ? messages.linkMoment(sharer, moment)
          : messages.linkOf(sharer, found ? found.name : '', moment)
      }
      text={isOn ? messages.linkMomentForAll : messages.linkForAll}
    >
      <Button onClick={close}>{messages.notNow}</Button>
      <Button look="primary" onClick={() => void go()}>
        {isOn ? messages.goThere : messages.putOn}
      </Button>
    </DiscordCard>
  )
}

/** A moment that the video doesn't have is none. */
function startWithin({ startS }: VideoLink, video: Pick<Video, 'durationS'> | null): number | null {
  const endS = video?.durationS ?? null
  return startS !== null && endS !== null && startS < endS ? startS : null
}

/** Null until it is known; false for what can't be had. */
function useVideo(api: DiscordLayerProps['door']['api'], entryId: string): Video | false | null {
  const [found, setFound] = useState<Video | false | null>(null)
  useEffect(() => {
    const off = new AbortController()
    const load = async (): Promise<void> => {
      const path = `/videos/${encodeURIComponent(entryId)}`
      const answer = await api.request(path, VideoSchema, { signal: off.signal })
      if (!off.signal.aborted) setFound(answer.ok && answer.value)
    }
    void load()
    return () => off.abort()
  }, [api, entryId])
  return found
}
