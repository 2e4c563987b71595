import { Mic } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useJoinMessages } from '../messages/JoinTextContext.ts'
import { createLevelMeter } from './createLevelMeter.ts'
import styles from './DevicePanel.module.css'

const BARS = 12
/** From here on it is a voice and not the room. */
const HEARD = 0.12

/** How loud the person is. For those who don't see it, it says once that they are heard. */
export function LevelMeter({ stream }: { readonly stream: MediaStream }) {
  const { devices: words } = useJoinMessages()
  const [lit, setLit] = useState(0)
  const [heard, setHeard] = useState(false)
  useEffect(() => {
    setHeard(false)
    const meter = createLevelMeter(stream, level => {
      setLit(Math.round(level * BARS))
      if (level > HEARD) setHeard(true)
    })
    return meter.close
  }, [stream])
  return (
    <div className={styles['meter']}>
      <Mic size={18} />
      <span className={styles['bars']} aria-hidden="true">
        {Array.from({ length: BARS }, (_, index) => (
          <span key={index} className={styles['bar']} data-lit={index < lit || undefined} />
        ))}
      </span>
      <span role="status" className={styles['heard']} data-heard={heard || undefined}>
        {heard ? words.heard : words.level}
      </span>
    </div>
  )
}
