import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { QueueModel, QueueView } from './createQueueModel.ts'
import { useQueueMessages } from './messages/useQueueMessages.ts'
import styles from './QueueList.module.css'
import { QueueRow, type RowActions } from './QueueRow.tsx'
import { useCarrying } from './useCarrying.ts'

export interface QueueListProps {
  readonly queue: QueueModel
  readonly view: QueueView
  /** Told to those who listen. */
  readonly onSay: (sentence: string) => void
}

interface FocusWish {
  readonly itemId: string
  readonly part: string
}

/** What waits, the next one first. One stop for Tab; arrows go from row to row, and with Alt take the row along. */
export function QueueList({ queue, view, onSay }: QueueListProps) {
  const { items } = view
  const messages = useQueueMessages()
  const list = useRef<HTMLOListElement>(null)
  const hintId = useId()
  const [current, setCurrent] = useState<string | null>(null)
  const focusNext = useRef<FocusWish | null>(null)
  const reachable = items.some(({ id }) => id === current) ? current : items[0]?.id

  const carrying = useCarrying({
    list,
    items,
    onDrop(item, { to, beforeId }) {
      if (items[to] === item) return onSay(messages.putBack(item.video.name))
      onSay(messages.moved(item.video.name, to + 1, items.length))
      // A row that moves in the document may lose the focus.
      focusNext.current = focusWithin(list.current)
      queue.move(item.id, beforeId)
    },
    onCancel: item => onSay(messages.putBack(item.video.name)),
  })

  // Whenever the rows have changed.
  useEffect(() => {
    const wish = focusNext.current
    focusNext.current = null
    if (wish && list.current) partOf(list.current, wish)?.focus()
  }, [items])

  const step = (itemId: string, by: number): void => {
    const item = items.find(({ id }) => id === itemId)
    if (!item || !queue.ask()) return
    const to = carrying.step(itemId, by)
    onSay(messages.carried(item.video.name, to + 1, items.length))
  }
  const moveTo = (itemId: string, index: number): void => {
    const item = items.find(({ id }) => id === itemId)
    if (!item) return
    const rest = items.filter(each => each !== item)
    queue.move(itemId, rest[index]?.id ?? null)
    onSay(messages.moved(item.video.name, index + 1, items.length))
    focusNext.current = { itemId, part: 'menu' }
  }
  const remove = (itemId: string): void => {
    if (!queue.ask()) return
    const index = items.findIndex(({ id }) => id === itemId)
    const neighbour = items[index + 1] ?? items[index - 1]
    if (neighbour) focusNext.current = { itemId: neighbour.id, part: 'menu' }
    queue.remove(itemId)
  }
  const choose = (itemId: string, action: string): void => {
    const index = items.findIndex(({ id }) => id === itemId)
    if (action === 'playNow') queue.play(itemId)
    else if (action === 'playNext') moveTo(itemId, 0)
    else if (action === 'moveUp') moveTo(itemId, index - 1)
    else if (action === 'moveDown') moveTo(itemId, index + 1)
    else if (action === 'moveToEnd') moveTo(itemId, items.length - 1)
    else if (action === 'remove') remove(itemId)
  }
  const actions: RowActions = {
    onFocus: setCurrent,
    onGrip(itemId, event) {
      if (event.button !== 0 || !queue.ask()) return
      event.currentTarget.setPointerCapture(event.pointerId)
      carrying.pick(itemId, 'pointer', event.clientY)
    },
    onFollow: event => carrying.by === 'pointer' && carrying.follow(event.clientY),
    onRelease: () => carrying.by === 'pointer' && carrying.drop(),
    onCancel: () => carrying.by === 'pointer' && carrying.cancel(),
    onPress(itemId) {
      if (carrying.id === itemId) return carrying.drop()
      if (!queue.ask()) return
      carrying.pick(itemId, 'keys')
      step(itemId, 0)
    },
    onChoose: choose,
    onHindered: queue.ask,
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const focus = focusWithin(list.current)
    if (focus === null || event.ctrlKey || event.metaKey) return
    const { key, altKey } = event
    const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0
    if (by !== 0 && (altKey || carrying.by === 'keys')) step(focus.itemId, by)
    else if (key === 'Escape' && carrying.id !== null) carrying.cancel()
    else if (altKey) return
    else if (key === 'Delete') remove(focus.itemId)
    else if (by !== 0 || key === 'Home' || key === 'End') {
      const at = items.findIndex(({ id }) => id === focus.itemId)
      const target = items.at(key === 'Home' ? 0 : key === 'End' ? -1 : Math.max(0, at + by))
      if (target && list.current) partOf(list.current, { ...focus, itemId: target.id })?.focus()
    } else return
    event.preventDefault()
  }
  const onKeyUp = ({ key }: KeyboardEvent): void => {
    if (key === 'Alt' && carrying.by === 'keys') carrying.drop()
  }
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    const stays = relatedTarget instanceof Node && list.current?.contains(relatedTarget)
    if (!stays && carrying.by === 'keys') carrying.drop()
  }

  return (
    <>
      <ol
        ref={list}
        className={styles['list']}
        aria-label={messages.list}
        data-arrow-keys=""
        data-carrying={carrying.id === null ? undefined : ''}
        onKeyDown={onKeyDown}
        onKeyUp={onKeyUp}
        onBlur={onBlur}
      >
        {items.map((item, index) => (
          <QueueRow
            key={item.id}
            item={item}
            index={index}
            count={items.length}
            reachable={item.id === reachable}
            refused={view.cannotWatch.get(item.video.entryId)}
            carried={item.id === carrying.id}
            offsetPx={carrying.offsetPx(index)}
            hintId={hintId}
            actions={actions}
          />
        ))}
      </ol>
      <span id={hintId} className="visuallyHidden">
        {messages.moveHint}
      </span>
    </>
  )
}

function focusWithin(list: HTMLElement | null): FocusWish | null {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || !list?.contains(focused)) return null
  const itemId = focused.closest<HTMLElement>('[data-item]')?.dataset['item']
  const { part } = focused.dataset
  return itemId === undefined || part === undefined ? null : { itemId, part }
}

const partOf = (list: HTMLElement, { itemId, part }: FocusWish): HTMLElement | null =>
  list.querySelector<HTMLElement>(`[data-item="${CSS.escape(itemId)}"] [data-part="${part}"]`)
