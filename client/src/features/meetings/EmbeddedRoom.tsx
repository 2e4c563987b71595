import type { ActivityConfig } from '@kaltura-discord/shared/protocol/http.ts'
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import { createPortal } from 'react-dom'
import { createJoinVisit } from '../../join/createJoinVisit.ts'
import { createDeviceCheck } from '../../join/devices/createDeviceCheck.ts'
import { createJoinApi } from '../../join/joinApi.ts'
import { NOTHING_KEPT } from '../../join/keptSession.ts'
import { JoinTextContext, joinMessagesFor } from '../../join/messages/JoinTextContext.ts'
import { useFormat } from '../../messages/TextContext.ts'
import { createUrlMapper } from '../../player/urlMapper.ts'
import styles from './EmbeddedRoom.module.css'

const JoinApp = lazy(async () => {
  const { JoinApp: component } = await import('../../join/JoinApp.tsx')
  return { default: component }
})

export interface EmbeddedRoomProps {
  readonly joinUrl: string
  readonly config: ActivityConfig
  readonly onBack: () => void
}

/** The page for joining, over everything else, where Discord's frame lets a room use camera and microphone. */
export function EmbeddedRoom({ joinUrl, config, onBack }: EmbeddedRoomProps) {
  const format = useFormat()
  const element = useRef<HTMLDialogElement>(null)
  const { mapUrl } = useMemo(() => createUrlMapper(config.urlMappings), [config])
  const devices = useMemo(() => createDeviceCheck(navigator.mediaDevices), [])
  const visit = useMemo(
    () =>
      createJoinVisit({
        api: createJoinApi('/api/v1'),
        path: new URL(joinUrl).pathname,
        kept: NOTHING_KEPT,
        isHidden: () => document.hidden,
      }),
    [joinUrl],
  )
  useEffect(() => {
    element.current?.showModal()
    visit.start()
    return () => {
      visit.close()
      devices.stop()
    }
  }, [visit, devices])
  // Not in the Activity's main part: this brings one of its own.
  return createPortal(
    <dialog ref={element} className={styles['layer']} onCancel={event => event.preventDefault()}>
      <JoinTextContext value={joinMessagesFor(format.tag)}>
        <Suspense fallback={null}>
          <JoinApp visit={visit} devices={devices} mapUrl={mapUrl} onBack={onBack} />
        </Suspense>
      </JoinTextContext>
    </dialog>,
    document.body,
  )
}
