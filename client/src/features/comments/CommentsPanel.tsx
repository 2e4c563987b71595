import { MessageSquare } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { PanelMessage, PanelWaiting } from '../../ui/PanelMessage.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { CalmPlayer, RoomModel } from '../room/createRoomModel.ts'
import { CommentComposer } from './CommentComposer.tsx'
import { CommentList } from './CommentList.tsx'
import styles from './CommentsPanel.module.css'
import type { CommentsModel, CommentsView } from './createComments.ts'
import type { CommentsDoor } from './createCommentsDoor.ts'
import { useCommentMessages } from './messages/useCommentMessages.ts'

const ICON = <MessageSquare size={32} />

export interface CommentsPanelProps {
  readonly door: CommentsDoor
  readonly room: Pick<RoomModel, 'view'>
  readonly player: CalmPlayer
  readonly onJump: (atS: number) => void
}

/** All that this server has said at moments of the video, and the way to say more. */
export function CommentsPanel(props: CommentsPanelProps) {
  const model = useStore(props.door.model)
  const messages = useCommentMessages()
  return model === null ? <PanelWaiting label={messages.loading} /> : <Comments {...props} model={model} />
}

interface CommentsProps extends CommentsPanelProps {
  readonly model: CommentsModel
}

function Comments(props: CommentsProps) {
  const { model } = props
  const messages = useCommentMessages()
  const view = useStore(model.view)
  const [said, setSaid] = useState('')
  useEffect(() => model.load(), [model])
  if (view.phase === 'off') return <PanelMessage icon={ICON} title={messages.off} text={messages.offText} />
  return (
    <div className={styles['panel']}>
      <Content {...props} view={view} onSay={setSaid} />
      <footer className={styles['footer']}>
        {view.phase !== 'ready' ? null : view.mayPin ? (
          <CommentComposer {...props} onSay={setSaid} />
        ) : (
          <p className={styles['note']}>{messages.readOnly}</p>
        )}
      </footer>
      <p className="visuallyHidden" role="status">
        {said}
      </p>
    </div>
  )
}

interface ContentProps extends CommentsProps {
  readonly view: CommentsView
  readonly onSay: (sentence: string) => void
}

function Content(props: ContentProps) {
  const { model, view } = props
  const messages = useCommentMessages()
  if (view.phase === 'failed')
    return (
      <PanelMessage icon={ICON} title={messages.failed}>
        <Button onClick={model.load}>{messages.tryAgain}</Button>
      </PanelMessage>
    )
  if (view.phase !== 'ready') return <PanelWaiting label={messages.loading} />
  return (
    <>
      <ShowSwitch model={model} />
      {view.comments.length + view.removals.length === 0 ? (
        <PanelMessage
          icon={ICON}
          title={messages.empty}
          text={view.mayPin ? messages.emptyText : undefined}
        />
      ) : (
        <CommentList {...props} />
      )}
    </>
  )
}

/** Whether they show over the video, to this viewer. */
function ShowSwitch({ model }: { readonly model: CommentsModel }) {
  const messages = useCommentMessages()
  const shown = useStore(model.shown)
  const id = useId()
  return (
    <div className={styles['tools']}>
      <label className={styles['show']} htmlFor={id}>
        <Switch id={id} checked={shown} onChange={event => model.setShown(event.currentTarget.checked)} />
        {messages.show}
      </label>
    </div>
  )
}
