import type { CaptionStyle } from '@kaltura-discord/shared/protocol/http/preferences.ts'
import styles from './CaptionLines.module.css'

export interface CaptionLinesProps {
  readonly lines: readonly string[]
  readonly style: CaptionStyle
}

/** What is being said, over the video, as this viewer likes it. */
export function CaptionLines({ lines, style: { size, position, background } }: CaptionLinesProps) {
  return (
    <div className={styles['captions']} data-position={position} data-captions>
      {lines.length === 0 ? null : (
        <p className={styles['text']} data-size={size} data-background={background}>
          {lines.map((line, index) => (
            <span key={index} className={styles['line']} dir="auto">
              <span className={styles['words']}>{line}</span>
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
