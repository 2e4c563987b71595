import type { LibraryEntry } from './library.ts'

export interface Category {
  readonly id: number
  readonly parentId: number
  readonly name: string
  /** With those above it: `Film Club>Talks`. */
  readonly fullName: string
  readonly description: string
}

export const CATEGORIES: readonly Category[] = [
  {
    id: 310_001,
    parentId: 0,
    name: 'Film Club',
    fullName: 'Film Club',
    description: 'All that is the club’s.',
  },
  { id: 310_002, parentId: 310_001, name: 'Talks', fullName: 'Film Club>Talks', description: '' },
  {
    id: 310_003,
    parentId: 310_001,
    name: 'Landscapes',
    fullName: 'Film Club>Landscapes',
    description: 'Far away, and quiet.',
  },
]

/** Kaltura counts an entry to the categories that it was put into, and not to those above them. */
export const categoriesOf = ({ categories }: LibraryEntry): readonly Category[] => {
  const names = categories.split(',').map(name => name.trim())
  return CATEGORIES.filter(({ fullName }) => names.includes(fullName))
}
