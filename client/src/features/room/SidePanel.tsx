import { ListVideo, MessageSquare, TextSearch, Users, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useStore } from '../../ui/useStore.ts'
import { CommentsPanel } from '../comments/CommentsPanel.tsx'
import type { CommentsDoor } from '../comments/createCommentsDoor.ts'
import type { DiscordDoor } from '../discord/createDiscordDoor.ts'
import type { MomentsDoor } from '../moments/createMomentsDoor.ts'
import { FindPanel } from '../moments/FindPanel.tsx'
import type { QueueModel } from '../queue/createQueueModel.ts'
import { QueuePanel } from '../queue/QueuePanel.tsx'
import type { RoomModel, RoomScreenView } from './createRoomModel.ts'
import { PeoplePanel } from './PeoplePanel.tsx'
import type { PanelTab } from './panelPreference.ts'
import styles from './SidePanel.module.css'

export interface SidePanelProps {
  readonly tab: PanelTab
  readonly model: Pick<RoomModel, 'view'>
  readonly view: RoomScreenView
  readonly queue: QueueModel
  /** Null outside Discord. */
  readonly discord: DiscordDoor | null
  readonly moments: MomentsDoor
  readonly comments: CommentsDoor
  readonly onJump: (positionS: number) => void
  readonly onTab: (tab: PanelTab) => void
  readonly onInvite: () => void
  /** The library isn't for this viewer. */
  readonly closed: boolean
  /** The way to the library; null where people are in it. */
  readonly onBrowse: (() => void) | null
  readonly onClose: () => void
}

/** Beside the video: who is here, and what comes next. */
export function SidePanel(props: SidePanelProps) {
  const { view, queue, onTab } = props
  // Without a video there is nothing to be found in it, and without a recording no moment that comes again.
  const isNone =
    (props.tab === 'find' && view.video === null) || (props.tab === 'comments' && view.video?.kind !== 'vod')
  const tab = isNone ? 'people' : props.tab
  const { room, people, queue: words } = useMessages()
  const waiting = useStore(queue.view).items.length
  const id = useId()
  const find: TabInfo = { tab: 'find', title: room.find, icon: <TextSearch size={19} />, count: 0 }
  const comments: TabInfo = {
    tab: 'comments',
    title: room.comments,
    icon: <MessageSquare size={19} />,
    count: 0,
  }
  const tabs: readonly TabInfo[] = [
    { tab: 'people', title: people.title, icon: <Users size={19} />, count: view.faces.length },
    { tab: 'queue', title: words.title, icon: <ListVideo size={19} />, count: waiting },
    ...(view.video === null ? [] : [find]),
    ...(view.video?.kind === 'vod' ? [comments] : []),
  ]
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    // The next one stands to the left where people read that way.
    const isLeftward = getComputedStyle(event.currentTarget).direction === 'rtl'
    const step = (event.key === 'ArrowRight') === isLeftward ? -1 : 1
    const other = tabs.at((tabs.findIndex(each => each.tab === tab) + step) % tabs.length)?.tab ?? tab
    onTab(other)
    document.getElementById(`${id}-${other}`)?.focus()
  }
  return (
    <section className={styles['panel']} aria-label={room.panel}>
      <header className={styles['header']}>
        <div className={styles['tabs']} role="tablist" aria-label={room.panel}>
          {tabs.map(each => (
            <button
              key={each.tab}
              type="button"
              id={`${id}-${each.tab}`}
              className={styles['tab']}
              role="tab"
              aria-selected={each.tab === tab}
              aria-controls={`${id}-content`}
              tabIndex={each.tab === tab ? 0 : -1}
              onClick={() => onTab(each.tab)}
              title={each.tab === tab ? undefined : each.title}
              onKeyDown={onKeyDown}
            >
              {each.tab === tab ? (
                <span className={styles['name']}>{each.title}</span>
              ) : (
                <>
                  {each.icon}
                  <span className="visuallyHidden">{each.title}</span>
                </>
              )}{' '}
              {each.count > 0 ? <span className={styles['count']}>{each.count}</span> : null}
            </button>
          ))}
        </div>
        <IconButton label={room.hidePanel} icon={<X size={20} />} tip="belowEnd" onClick={props.onClose} />
      </header>
      <Content id={`${id}-content`} labelledBy={`${id}-${tab}`}>
        {tab === 'people' ? (
          <PeoplePanel
            faces={view.faces}
            comingIn={view.comingIn}
            onInvite={props.onInvite}
            discord={props.discord}
          />
        ) : tab === 'find' ? (
          <FindPanel door={props.moments} model={props.model} player={view.player} onJump={props.onJump} />
        ) : tab === 'comments' ? (
          <CommentsPanel
            door={props.comments}
            room={props.model}
            player={view.player}
            onJump={props.onJump}
          />
        ) : (
          <QueuePanel queue={queue} closed={props.closed} onBrowse={props.onBrowse} />
        )}
      </Content>
    </section>
  )
}

interface TabInfo {
  readonly tab: PanelTab
  readonly title: string
  /** Stands for the title of a tab that isn't open: not all of them have room for theirs. */
  readonly icon: ReactNode
  readonly count: number
}

interface ContentProps {
  readonly id: string
  readonly labelledBy: string
  readonly children: ReactNode
}

function Content({ id, labelledBy, children }: ContentProps) {
  return (
    <div id={id} className={styles['content']} role="tabpanel" aria-labelledby={labelledBy}>
      {children}
    </div>
  )
}
