import type { CaptionHit } from '@kaltura-discord/shared/protocol/http/moments.ts'
import type { ReactNode } from 'react'
import styles from './HitText.module.css'

/** What is said, with the words that were looked for marked, and what is said around it. */
export function HitText({ hit }: { readonly hit: CaptionHit }) {
  const { before, after, language } = hit
  return (
    <span className={styles['hit']} lang={language} dir="auto">
      {before === null ? null : <Around>{before}</Around>}
      <span>{marked(hit)}</span>
      {after === null ? null : <Around>{after}</Around>}
    </span>
  )
}

/** Those who listen hear the moment itself. */
function Around({ children }: { readonly children: string }) {
  return (
    <span className={styles['around']} aria-hidden="true">
      {children}
    </span>
  )
}

function marked({ text, found }: CaptionHit): ReactNode[] {
  const parts: ReactNode[] = []
  let done = 0
  for (const [from, to] of found) {
    parts.push(text.slice(done, from), <mark key={from}>{text.slice(from, to)}</mark>)
    done = to
  }
  return [...parts, text.slice(done)]
}
