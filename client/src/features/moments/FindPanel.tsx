import type { CaptionHit, CaptionTrack } from '@kaltura-discord/shared/protocol/http/moments.ts'
import { Bookmark, Languages } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useFormat } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { PanelMessage, PanelWaiting } from '../../ui/PanelMessage.tsx'
import { useMovingPart } from '../../ui/useMoving.ts'
import { useStore } from '../../ui/useStore.ts'
import { useReasons } from '../control/ControlContext.ts'
import type { CalmPlayer, RoomModel } from '../room/createRoomModel.ts'
import { createFind, type Find, type FindView } from './createFind.ts'
import type { MomentsDoor, MomentsView } from './createMomentsDoor.ts'
import { FindField } from './FindField.tsx'
import styles from './FindPanel.module.css'
import { HitText } from './HitText.tsx'
import { type Moment, MomentList } from './MomentList.tsx'
import { chapterAt } from './mark.ts'
import { useMomentMessages } from './messages/useMomentMessages.ts'

const ICON = <Bookmark size={32} />

export interface FindPanelProps {
  readonly door: MomentsDoor
  readonly model: Pick<RoomModel, 'view'>
  readonly player: CalmPlayer
  readonly onJump: (atS: number) => void
}

/** Chapters, and a search in what is said: each a place that everybody can be taken to. */
export function FindPanel(props: FindPanelProps) {
  const { door, player } = props
  const messages = useMomentMessages()
  const view = useStore(door.view)
  const { entryId, phase, captions, marks } = view
  if (phase === 'none' || entryId === null)
    return player.live ? (
      <PanelMessage icon={ICON} title={messages.live} text={messages.liveText} />
    ) : player.phase === 'failed' ? (
      <PanelMessage icon={ICON} title={messages.noMoments} />
    ) : (
      <PanelWaiting label={messages.loading} />
    )
  if (phase === 'loading') return <PanelWaiting label={messages.loading} />
  if (phase === 'failed')
    return (
      <PanelMessage icon={ICON} title={messages.failed}>
        <Button onClick={door.load}>{messages.tryAgain}</Button>
      </PanelMessage>
    )
  if (captions.length === 0 && !marks.some(({ kind }) => kind === 'chapter'))
    return <PanelMessage icon={ICON} title={messages.noMoments} text={messages.noMomentsText} />
  return captions.length === 0 ? (
    <div className={styles['panel']}>
      <div className={styles['content']}>
        <Chapters {...props} view={view} onUp={() => {}} />
        <p className={styles['note']}>{messages.noCaptions}</p>
      </div>
    </div>
  ) : (
    <Search key={entryId} {...props} view={view} entryId={entryId} />
  )
}

interface SearchProps extends FindPanelProps {
  readonly view: MomentsView
  readonly entryId: string
}

function Search(props: SearchProps) {
  const { door, view, entryId, player } = props
  const messages = useMomentMessages()
  const format = useFormat()
  const panel = useRef<HTMLDivElement>(null)
  const languages = useMemo(() => onePerLanguage(view.captions), [view.captions])
  const [language, setLanguage] = useState(() => likeliest(languages, player, format.tag))
  const find = useMemo(() => createFind({ api: door.api, entryId, language }), [door.api, entryId, language])
  useEffect(() => () => find.close(), [find])
  const query = useStore(door.query)
  useEffect(() => find.type(query), [find, query])
  const found = useStore(find.view)

  const toField = (): void => panel.current?.querySelector('input')?.focus()
  const toList = (): void => panel.current?.querySelector<HTMLElement>('ol button[tabindex="0"]')?.focus()
  return (
    <div ref={panel} className={styles['panel']}>
      <div className={styles['tools']}>
        <FindField door={door} busy={found.slow} onDown={toList} />
        {languages.length > 1 ? (
          <MenuButton
            label={messages.language}
            icon={<Languages size={20} />}
            tip="belowEnd"
            placement="bottom end"
            choices={languages.map(track => ({ id: track.language, label: track.label }))}
            selected={language}
            onChoose={setLanguage}
          />
        ) : null}
      </div>
      <p className="visuallyHidden" role="status">
        {statusOf(found, messages)}
      </p>
      <div className={styles['content']}>
        {query.trim() === '' ? (
          <Chapters {...props} onUp={toField} />
        ) : (
          <Found {...props} find={find} found={found} onUp={toField} />
        )}
      </div>
    </div>
  )
}

type Messages = ReturnType<typeof useMomentMessages>

function statusOf({ phase, slow, total, answeredQuery }: FindView, messages: Messages): string {
  if (phase === 'searching') return slow ? messages.searching : ''
  if (phase !== 'ready') return ''
  return total === 0 ? messages.nothingFound(answeredQuery) : messages.found(total)
}

interface ListPartProps extends FindPanelProps {
  readonly view: MomentsView
  readonly onUp: () => void
}

function Chapters({ view, player, model, onJump, onUp }: ListPartProps) {
  const messages = useMomentMessages()
  const reason = useReason(player)
  const list = useRef<HTMLOListElement>(null)
  const noteId = useId()
  const chapters = view.marks.filter(({ kind }) => kind === 'chapter')
  const now = useMovingPart(model.view, ({ positionS }) => {
    const chapter = chapterAt(chapters, positionS)
    return chapter === null ? null : chapters.indexOf(chapter)
  })
  if (chapters.length === 0) return null
  return (
    <>
      <h2 className={styles['heading']}>{messages.chapters}</h2>
      <Note id={noteId} reason={reason} player={player} />
      <MomentList
        ref={list}
        label={messages.chapters}
        moments={chapters.map((mark, index) => ({
          atS: mark.atS,
          shown: mark.label,
          current: index === now,
        }))}
        reason={reason}
        noteId={noteId}
        onJump={onJump}
        onUp={onUp}
      />
    </>
  )
}

interface FoundProps extends ListPartProps {
  readonly find: Find
  readonly found: FindView
}

function Found({ find, found, player, onJump, onUp }: FoundProps) {
  const messages = useMomentMessages()
  const reason = useReason(player)
  const list = useRef<HTMLOListElement>(null)
  const noteId = useId()
  const { phase, hits, error, answeredQuery, nextCursor, more } = found
  if (phase === 'failed')
    return (
      <div className={styles['said']} role="alert">
        <p>{failureText(error?.code, messages)}</p>
        {error?.code === 'captions_unreadable' ? null : (
          <Button onClick={find.again}>{messages.tryAgain}</Button>
        )}
      </div>
    )
  if (phase === 'ready' && hits.length === 0)
    return (
      <div className={styles['said']}>
        <p className={styles['saidTitle']}>{messages.nothingFound(answeredQuery)}</p>
        <p>{messages.nothingFoundText}</p>
      </div>
    )
  if (hits.length === 0) return found.slow ? <PanelWaiting label={messages.searching} /> : null
  return (
    <>
      <Note id={noteId} reason={reason} player={player} />
      <MomentList
        // With other words the arrows begin at the first one again.
        key={answeredQuery}
        ref={list}
        label={messages.results}
        moments={hits.map(toMoment)}
        reason={reason}
        noteId={noteId}
        onJump={onJump}
        onUp={onUp}
      />
      {nextCursor === null ? null : (
        <div className={styles['more']}>
          {more === 'failed' ? <p role="alert">{messages.failed}</p> : null}
          <Button disabled={more === 'loading'} onClick={find.loadMore}>
            {more === 'loading' ? messages.loadingMore : messages.more}
          </Button>
        </div>
      )}
    </>
  )
}

const toMoment = (hit: CaptionHit): Moment => ({
  atS: hit.startS,
  shown: <HitText hit={hit} />,
  current: false,
})

function failureText(code: string | undefined, messages: Messages): string {
  if (code === 'captions_unreadable') return messages.unreadable
  return code === 'rate_limited' ? messages.tooFast : messages.failed
}

/** Why this viewer can't jump; on their own they always can. */
function useReason({ apart }: CalmPlayer): string | undefined {
  return useReasons(apart !== null).seek
}

interface NoteProps {
  readonly id: string
  readonly reason: string | undefined
  readonly player: CalmPlayer
}

function Note({ id, reason, player }: NoteProps) {
  const messages = useMomentMessages()
  return (
    <p id={id} className={styles['note']}>
      {reason ?? (player.apart === null ? messages.forAll : messages.forYou)}
    </p>
  )
}

const onePerLanguage = (tracks: readonly CaptionTrack[]): readonly CaptionTrack[] =>
  tracks.filter((track, index) => tracks.findIndex(({ language }) => language === track.language) === index)

/** The captions somebody reads, or would read; else the video's own first ones. */
function likeliest(tracks: readonly CaptionTrack[], { captions }: CalmPlayer, tag: string): string {
  const read = captions.find(({ active }) => active)?.language
  const fits = (wanted: string | null | undefined) =>
    tracks.find(({ language }) => language.slice(0, 2).toLowerCase() === wanted?.slice(0, 2).toLowerCase())
  return (fits(read) ?? fits(tag) ?? tracks[0])?.language ?? 'und'
}
