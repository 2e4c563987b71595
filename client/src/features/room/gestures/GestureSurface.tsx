import { FastForward, Rewind } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useFormat } from '../../../messages/TextContext.ts'
import { useDiscordMessages } from '../../discord/messages/useDiscordMessages.ts'
import { createGestures, type Side } from './createGestures.ts'
import { createHoldSpeed, HELD_RATE } from './createHoldSpeed.ts'
import type { GestureProps } from './GestureLayer.tsx'
import styles from './GestureSurface.module.css'

/** What one double tap is worth, s; each further tap as much again. */
const SEEK_STEP_S = 10
const BUBBLE_LASTS_MS = 700

type Bubble = { readonly side: Side; readonly byS: number } | 'fast' | null

/** Listens to fingers on the video, and shows in a bubble what they have done. */
export function GestureSurface({ screen, model, controls }: GestureProps) {
  const [bubble, setBubble] = useState<Bubble>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    const element = screen.current
    if (element === null) return
    let wasVisible = true
    const show = (next: Bubble | ((before: Bubble) => Bubble), lastsMs: number | null): void => {
      clearTimeout(timer.current)
      setBubble(next)
      if (lastsMs !== null) timer.current = setTimeout(() => setBubble(null), lastsMs)
    }
    const letGo = (): void => show(null, null)
    const speed = createHoldSpeed({ ...model, onLost: letGo })
    const gestures = createGestures(
      {
        onTap() {
          wasVisible = controls.visible.get()
          controls.toggle()
        },
        onDoubleTap(side) {
          // The first of the two taps has changed what nobody meant to change.
          if (controls.visible.get() !== wasVisible) controls.toggle()
          if (!model.may('seek')) return
          const byS = side === 'back' ? -SEEK_STEP_S : SEEK_STEP_S
          model.seekBy(byS)
          show(before => added(before, side, byS), BUBBLE_LASTS_MS)
        },
        onHold() {
          if (!model.may('rate')) return
          if (speed.begin()) show('fast', null)
        },
        onRelease() {
          speed.end()
          letGo()
        },
      },
      () => element.clientWidth,
    )
    const stop = listenToFingers(element, gestures)
    return () => {
      stop()
      gestures.cancel()
      clearTimeout(timer.current)
    }
  }, [screen, model, controls])

  return <BubbleView bubble={bubble} />
}

const added = (before: Bubble, side: Side, byS: number): Bubble => {
  const goesOn = before !== null && before !== 'fast' && before.side === side
  return { side, byS: goesOn ? before.byS + byS : byS }
}

/** Who listens is told by the scrubber's trace and the room's own words; this is for the eye alone. */
function BubbleView({ bubble }: { readonly bubble: Bubble }) {
  const messages = useDiscordMessages()
  const format = useFormat()
  if (bubble === null) return null
  if (bubble === 'fast')
    return (
      <div className={styles['fast']} aria-hidden="true" data-gesture="fast">
        {format.rate(HELD_RATE)}
        <FastForward size={18} fill="currentColor" />
      </div>
    )
  const isBack = bubble.side === 'back'
  return (
    <div className={styles['seek']} data-side={bubble.side} aria-hidden="true" data-gesture="seek">
      {isBack ? <Rewind size={24} fill="currentColor" /> : <FastForward size={24} fill="currentColor" />}
      {isBack ? messages.backBy(-bubble.byS) : messages.onBy(bubble.byS)}
    </div>
  )
}

function listenToFingers(element: HTMLElement, gestures: ReturnType<typeof createGestures>): () => void {
  const off = new AbortController()
  const { signal } = off
  let byFinger = false
  const touchOf = (event: PointerEvent) => {
    const { left, top } = element.getBoundingClientRect()
    return {
      id: event.pointerId,
      xPx: event.clientX - left,
      yPx: event.clientY - top,
      atMs: event.timeStamp,
    }
  }
  const on = (type: 'pointerdown' | 'pointermove' | 'pointerup', run: 'down' | 'move' | 'up'): void =>
    element.addEventListener(
      type,
      event => {
        if (type === 'pointerdown') byFinger = event.pointerType !== 'mouse'
        if (event.pointerType !== 'mouse') gestures[run](touchOf(event))
      },
      { signal },
    )
  on('pointerdown', 'down')
  on('pointermove', 'move')
  on('pointerup', 'up')
  const letGo = (): void => gestures.cancel()
  element.addEventListener('pointercancel', letGo, { signal })
  document.addEventListener('visibilitychange', letGo, { signal })
  window.addEventListener('blur', letGo, { signal })
  // A long press isn't for a menu, and a double tap isn't for the full screen, as they are with a mouse.
  for (const type of ['contextmenu', 'dblclick'] as const)
    element.addEventListener(
      type,
      event => {
        if (!byFinger) return
        event.preventDefault()
        event.stopPropagation()
      },
      { signal },
    )
  element.dataset['gestures'] = ''
  return () => {
    delete element.dataset['gestures']
    off.abort()
  }
}
