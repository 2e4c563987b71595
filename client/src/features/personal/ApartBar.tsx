import { FastForward, UserRound, UsersRound } from 'lucide-react'
import { useFormat } from '../../messages/TextContext.ts'
import type { ApartView, PlaybackController } from '../../sync/playerView.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './ApartBar.module.css'
import { usePersonalMessages } from './messages/usePersonalMessages.ts'

export interface ApartBarProps {
  readonly apart: ApartView
  readonly player: Pick<PlaybackController, 'setApart' | 'catchUp'>
}

/** Nobody can tell such a difference by looking, s. */
const WORTH_SAYING_S = 1

/** That this viewer watches on their own, and the ways back. */
export function ApartBar({ apart, player }: ApartBarProps) {
  const text = usePersonalMessages()
  const format = useFormat()
  const { behindS, catchingUp, canCatchUp } = apart
  const how = catchingUp ? text.catchingUp : text.apart
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a form's meaning
    <div className={styles['bar']} role="group" aria-label={text.ownPace}>
      <p className={styles['text']}>
        <UserRound size={18} />
        <span>
          <span className={styles['how']}>{how} </span>
          <span className={styles['gap']}>
            {behindS === null || Math.abs(behindS) < WORTH_SAYING_S
              ? text.level
              : behindS > 0
                ? text.behind(format.clock(behindS))
                : text.ahead(format.clock(-behindS))}
          </span>
        </span>
      </p>
      <span className={styles['actions']}>
        {canCatchUp && !catchingUp ? (
          <Button look="overVideo" icon={<FastForward size={18} />} onClick={() => player.catchUp()}>
            <span className={styles['catchUp']}>{text.catchUp}</span>
          </Button>
        ) : null}
        <Button look="primary" icon={<UsersRound size={18} />} onClick={() => player.setApart(false)}>
          {text.backInStep}
        </Button>
      </span>
    </div>
  )
}
