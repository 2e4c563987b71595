import { useState } from 'react'
import styles from './Face.module.css'

export type FaceState = 'calm' | 'catchingUp' | 'buffering' | 'dimmed' | 'trouble'

export interface FaceProps {
  readonly name: string
  readonly avatarUrl: string | null
  readonly state?: FaceState
  /** px */
  readonly size?: number
}

/** Somebody's picture. What the ring means stands in words wherever a face stands. */
export function Face({ name, avatarUrl, state = 'calm', size = 32 }: FaceProps) {
  const [broken, setBroken] = useState(false)
  const style = { width: size, height: size, fontSize: Math.round(size * 0.4) }
  return (
    <span className={styles['face']} data-state={state} style={style}>
      {avatarUrl === null || broken ? (
        <span className={`${styles['initial']} ${styles[`tone${toneOf(name)}`]}`}>{initialOf(name)}</span>
      ) : (
        <img
          className={styles['picture']}
          src={avatarUrl}
          alt=""
          draggable={false}
          onError={() => setBroken(true)}
        />
      )}
      {state === 'calm' || state === 'dimmed' ? null : <span className={styles['ring']} />}
    </span>
  )
}

const TONES = 7

function initialOf(name: string): string {
  return Array.from(name.trim())[0]?.toUpperCase() ?? '·'
}

function toneOf(name: string): number {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return sum % TONES
}
