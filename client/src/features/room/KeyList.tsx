import { useMemo } from 'react'
import { useText } from '../../messages/TextContext.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useCommentMessages } from '../comments/messages/useCommentMessages.ts'
import { useControlMessages } from '../control/messages/useControlMessages.ts'
import styles from './KeyList.module.css'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'

export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const keys = useMemo(() => text.say({ de, en }), [text])
  const words = useControlMessages()
  const comments = useCommentMessages()
  const rows: readonly (readonly [readonly string[], string])[] = [
    [[keys.space, 'K'], keys.playPause],
    [['←', '→'], keys.seekSmall],
    [['J', 'L'], keys.seekLarge],
    [[`${keys.shift} ←`, `${keys.shift} →`], keys.chapter],
    [['C'], keys.captions],
    [['M'], keys.mute],
    [['F'], keys.fullScreen],
    [['P'], comments.key],
    [['U'], words.keys.undo],
    [['Y', 'N'], words.keys.vote],
    [['/'], keys.search],
    [['?'], keys.list],
    [['Esc'], keys.close],
  ]
  return (
    <Dialog title={keys.title} closeLabel={keys.closeList} onClose={onClose}>
      <dl className={styles['list']}>
        {rows.map(([pressed, meaning]) => (
          <div key={meaning} className={styles['row']}>
            <dt className={styles['keys']}>
              {pressed.map(key => (
                <kbd key={key} className={styles['key']}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
