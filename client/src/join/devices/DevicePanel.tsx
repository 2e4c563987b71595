import { Camera, CameraOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useStore } from '../../ui/useStore.ts'
import { useJoinMessages } from '../messages/JoinTextContext.ts'
import type { DeviceCheck, DeviceCheckView, DeviceKind } from './createDeviceCheck.ts'
import { DeviceChoice } from './DeviceChoice.tsx'
import styles from './DevicePanel.module.css'
import { LevelMeter } from './LevelMeter.tsx'

type Checked = Extract<DeviceCheckView, { at: 'checked' }>

const KINDS: readonly DeviceKind[] = ['camera', 'microphone']

/** Whether the others are going to see and hear this person. Nothing is asked for before they press. */
export function DevicePanel({ devices }: { readonly devices: DeviceCheck }) {
  const { devices: words } = useJoinMessages()
  const view = useStore(devices.view)
  return (
    <section className={styles['panel']} aria-label={words.title}>
      <div className={styles['picture']}>
        {view.at === 'checked' && view.states.camera === 'on' ? (
          <Preview stream={view.stream} />
        ) : (
          <Instead view={view} onCheck={devices.check} />
        )}
      </div>
      {view.at === 'checked' ? <Checked view={view} devices={devices} /> : null}
    </section>
  )
}

function Instead({ view, onCheck }: { readonly view: DeviceCheckView; readonly onCheck: () => void }) {
  const { devices: words } = useJoinMessages()
  switch (view.at) {
    case 'idle':
      return (
        <div className={styles['instead']}>
          <Camera size={32} />
          <p>{words.why}</p>
          <Button onClick={onCheck}>{words.check}</Button>
        </div>
      )
    case 'asking':
      return (
        <div className={styles['instead']} role="status">
          <Spinner />
          <p>
            {words.asking}
            <small className={styles['hint']}>{words.askingHint}</small>
          </p>
        </div>
      )
    case 'unsupported':
      return (
        <div className={styles['instead']}>
          <CameraOff size={32} />
          <p>{words.unsupported}</p>
        </div>
      )
    case 'checked':
      return (
        <div className={styles['instead']}>
          <CameraOff size={32} />
        </div>
      )
  }
}

/** Mirrored, as everybody knows themselves. */
function Preview({ stream }: { readonly stream: MediaStream | null }) {
  const { devices: words } = useJoinMessages()
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  return (
    <video ref={video} className={styles['video']} aria-label={words.preview} autoPlay muted playsInline />
  )
}

function Checked({ view, devices }: { readonly view: Checked; readonly devices: DeviceCheck }) {
  const { devices: words } = useJoinMessages()
  const works = KINDS.every(kind => view.states[kind] === 'on')
  return (
    <div className={styles['checked']}>
      {view.states.microphone === 'on' && view.stream ? <LevelMeter stream={view.stream} /> : null}
      <div className={styles['states']} role="status">
        {KINDS.map(kind => (
          <p key={kind} data-trouble={view.states[kind] === 'on' ? undefined : ''}>
            {words.states[kind][view.states[kind]]}
          </p>
        ))}
      </div>
      <div className={styles['choices']}>
        {KINDS.map(kind =>
          view.states[kind] === 'on' ? (
            <DeviceChoice
              key={kind}
              label={words[kind]}
              devices={view.devices[kind]}
              chosen={view.chosen[kind]}
              onChoose={id => devices.choose(kind, id)}
            />
          ) : null,
        )}
      </div>
      {works ? (
        <p className={styles['hint']}>{words.roomAsks}</p>
      ) : (
        <Button onClick={devices.check}>{words.again}</Button>
      )}
    </div>
  )
}
