import { useRef } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { SearchField } from '../../ui/SearchField.tsx'

export const LIBRARY_SEARCH_ID = 'library-search'
const MAX_CHARS = 200

export interface LibrarySearchProps {
  readonly value: string
  readonly busy: boolean
  readonly onChange: (value: string) => void
}

export function LibrarySearch(props: LibrarySearchProps) {
  const { library } = useMessages()
  const input = useRef<HTMLInputElement>(null)
  return (
    <SearchField
      {...props}
      input={input}
      id={LIBRARY_SEARCH_ID}
      label={library.search}
      clearLabel={library.clearSearch}
      maxLength={MAX_CHARS}
    />
  )
}
