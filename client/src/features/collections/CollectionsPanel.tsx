import type { Collection } from '@kaltura-discord/shared/protocol/http/collections.ts'
import { FolderOpen, ListVideo } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useStore } from '../../ui/useStore.ts'
import { UnderWayLine } from '../queue/UnderWayLine.tsx'
import type { CollectionsLayerProps } from './CollectionsLayer.tsx'
import styles from './CollectionsPanel.module.css'
import { CollectionVideos } from './CollectionVideos.tsx'
import { type Collections, createCollections, type Listed } from './createCollections.ts'
import { useCollectionsMessages } from './messages/useCollectionsMessages.ts'

const KINDS = ['playlist', 'category'] as const

/** What somebody has put together: a list of lists, and what is in one of them. */
export function CollectionsPanel(props: CollectionsLayerProps) {
  const { queue, query, onNow, onWatch, onOpen, onAdd } = props
  const [collections] = useState(() => createCollections({ queue, watch: onWatch }))
  useEffect(() => () => collections.close(), [collections])
  useEffect(() => collections.search(query), [collections, query])
  const { list, open } = useStore(collections.view)
  /** Whoever comes back stands where they went in. */
  const from = useRef<string | null>(null)
  return (
    <>
      {props.queueShown ? null : <UnderWayLine underWay={queue.underWay} />}
      {open ? (
        <CollectionVideos collections={collections} open={open} onNow={onNow} onOpen={onOpen} onAdd={onAdd} />
      ) : (
        <Lists
          list={list}
          query={query}
          collections={collections}
          focused={from.current}
          onLook={collection => {
            from.current = `${collection.kind} ${collection.id}`
            collections.look(collection)
          }}
        />
      )}
    </>
  )
}

interface ListsProps {
  readonly list: Listed<Collection>
  readonly query: string
  readonly collections: Collections
  readonly focused: string | null
  readonly onLook: (collection: Collection) => void
}

function Lists({ list, query, collections, focused, onLook }: ListsProps) {
  const words = useCollectionsMessages()
  if (list.items.length === 0 && list.phase === 'loading')
    return list.slow ? <Instead icon={<Spinner />} title={words.loading} /> : null
  if (list.items.length === 0 && list.phase === 'failed')
    return (
      <Instead icon={<ListVideo size={32} />} title={words.failed} text={words.failedText}>
        <Button look="primary" onClick={collections.reload}>
          {words.tryAgain}
        </Button>
      </Instead>
    )
  if (list.items.length === 0)
    return query === '' ? (
      <Instead icon={<ListVideo size={32} />} title={words.none} text={words.noneText} />
    ) : (
      <Instead icon={<ListVideo size={32} />} title={words.nothingFound(query)} />
    )
  return (
    <div className={styles['lists']} aria-busy={list.phase === 'loading'}>
      {KINDS.map(kind => {
        const ofKind = list.items.filter(each => each.kind === kind)
        return ofKind.length === 0 ? null : (
          <section key={kind} aria-label={words.kinds[kind]}>
            <h2 className={styles['kind']}>{words.kinds[kind]}</h2>
            <ul className={styles['grid']}>
              {ofKind.map(each => (
                <li key={each.id}>
                  <Card
                    collection={each}
                    focused={focused === `${kind} ${each.id}`}
                    onLook={() => onLook(each)}
                  />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
      {list.phase === 'failed' ? <p role="status">{words.failedText}</p> : null}
      {list.nextCursor === null ? null : (
        <div>
          <Button disabled={list.phase === 'loading'} onClick={collections.more}>
            {list.phase === 'loading' ? words.loading : words.more}
          </Button>
        </div>
      )}
    </div>
  )
}

interface CardProps {
  readonly collection: Collection
  readonly focused: boolean
  readonly onLook: () => void
}

function Card({ collection: { kind, name, description, count }, focused, onLook }: CardProps) {
  const words = useCollectionsMessages()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focused) button.current?.focus()
  }, [focused])
  return (
    <button ref={button} type="button" className={styles['card']} onClick={onLook}>
      <span className={styles['icon']}>
        {kind === 'playlist' ? <ListVideo size={24} /> : <FolderOpen size={24} />}
      </span>
      <span className={styles['text']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['facts']}>
          {[
            ...(count === null ? [] : [words.count(count)]),
            ...(description === '' ? [] : [description]),
          ].join(' · ')}
        </span>
      </span>
    </button>
  )
}

interface InsteadProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text?: string
  readonly children?: ReactNode
}

function Instead({ icon, title, text, children }: InsteadProps) {
  return (
    <div className={styles['instead']}>
      {icon}
      <h2 className={styles['insteadTitle']}>{title}</h2>
      {text === undefined ? null : <p>{text}</p>}
      {children}
    </div>
  )
}
