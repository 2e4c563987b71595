import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { useMessages } from '../messages/TextContext.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import styles from './lazyPart.module.css'
import { fetchMissingStyles, watchStyles } from './missingStyles.ts'
import { Spinner } from './Spinner.tsx'

/** What nobody has asked for is fetched again by itself after this, ms. */
const FETCH_AGAIN_MS = 5_000

/**
 * Where it shows that it is on its way, and that it doesn't come: over everything, in the place of its own, or
 * nowhere, for what nobody misses.
 */
export type PartPlace = 'over' | 'inPlace' | 'nowhere'

watchStyles()

interface MayClose {
  readonly onClose?: () => void
}

/**
 * A part of the page that is fetched when it is first shown. Where that fails, it says so there, with a way on; or
 * `meanwhile` stands there until it comes.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  place: PartPlace,
  meanwhile: ((props: P) => ReactNode) | null = null,
): (props: P & MayClose) => ReactNode {
  let loaded: ComponentType<P> | null = null
  return function LazyPart(props) {
    const [Part, setPart] = useState<ComponentType<P> | null>(() => loaded)
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      if (Part !== null || failed) return
      let wanted = true
      fetchMissingStyles()
        .then(load)
        .then(
          part => {
            loaded = part
            if (wanted) setPart(() => part)
          },
          () => wanted && setFailed(true),
        )
      return () => {
        wanted = false
      }
    }, [Part, failed])
    useEffect(() => {
      if (!failed || place !== 'nowhere') return
      const timer = setTimeout(() => setFailed(false), FETCH_AGAIN_MS)
      return () => clearTimeout(timer)
    }, [failed])
    if (Part !== null) return <Part {...props} />
    if (place === 'nowhere') return meanwhile?.(props) ?? null
    if (failed) return <Missing place={place} onRetry={() => setFailed(false)} onClose={props.onClose} />
    return (
      <div className={styles['coming']} data-place={place}>
        <Coming />
      </div>
    )
  }
}

function Coming() {
  const { part } = useMessages()
  return (
    <span role="status" className={styles['spinner']}>
      <Spinner size="large" />
      <span className="visuallyHidden">{part.coming}</span>
    </span>
  )
}

interface MissingProps {
  readonly place: PartPlace
  readonly onRetry: () => void
  readonly onClose: (() => void) | undefined
}

function Missing({ place, onRetry, onClose }: MissingProps) {
  const { part } = useMessages()
  const again = (
    <Button autoFocus look="primary" onClick={onRetry}>
      {part.again}
    </Button>
  )
  if (place === 'over' && onClose !== undefined)
    return (
      <Dialog title={part.missing} closeLabel={part.close} onClose={onClose}>
        <p>{part.why}</p>
        {again}
      </Dialog>
    )
  return (
    <div role="alert" className={styles['missing']}>
      <h2 className={styles['title']}>{part.missing}</h2>
      <p>{part.why}</p>
      {again}
    </div>
  )
}
