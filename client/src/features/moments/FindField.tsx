import { CAPTION_QUERY_MAX_CHARS } from '@kaltura-discord/shared/protocol/http/moments.ts'
import { useEffect, useRef } from 'react'
import { SearchField } from '../../ui/SearchField.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { MomentsDoor } from './createMomentsDoor.ts'
import { useMomentMessages } from './messages/useMomentMessages.ts'

export interface FindFieldProps {
  readonly door: MomentsDoor
  readonly busy: boolean
  /** From the field to what has been found. */
  readonly onDown: () => void
}

export function FindField({ door, busy, onDown }: FindFieldProps) {
  const messages = useMomentMessages()
  const input = useRef<HTMLInputElement>(null)
  const value = useStore(door.query)
  const asked = useStore(door.asked)
  useEffect(() => {
    if (!asked) return
    input.current?.focus()
    input.current?.select()
    door.asked.set(false)
  }, [asked, door])
  return (
    <SearchField
      label={messages.search}
      clearLabel={messages.clear}
      input={input}
      maxLength={CAPTION_QUERY_MAX_CHARS}
      value={value}
      busy={busy}
      onChange={query => door.query.set(query)}
      onDown={onDown}
    />
  )
}
