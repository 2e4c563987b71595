/** Values of KalturaEntryStatus, KalturaEntryType and KalturaMediaType. */
export const ENTRY_STATUS = { preconvert: '1', ready: '2', deleted: '3', noContent: '7' } as const
export const ENTRY_TYPE = { mediaClip: '1', liveStream: '7' } as const
export const MEDIA_TYPE = { video: 1, liveStreamFlash: 201 } as const

export interface LibraryEntry {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly tags: string
  readonly categories: string
  readonly userId: string
  /** Days before the sandbox's reference day that the entry was made. */
  readonly createdDaysAgo: number
  readonly durationS: number
  readonly plays: number
  readonly views: number
  readonly status: string
  readonly isLive: boolean
  /** Playable by anybody: the default access control. All others ask for a KS with `sview`. */
  readonly isPublic: boolean
  /** The folder in `sandbox/media`. Absent where the media were lost, or are not made yet. */
  readonly media: string | undefined
  readonly captionLanguages: readonly ('en' | 'de')[]
  /** What can be heard, the film's own first; absent where that is all there is. */
  readonly audioLanguages?: readonly ('ar' | 'en')[]
  /** Kaltura's ids of users whom the account refuses it, whatever session they have. */
  readonly refusedTo?: readonly string[]
  /** The room that it is a recording of. */
  readonly rootEntryId?: string
}

export type EntryDraft = Pick<
  LibraryEntry,
  'id' | 'name' | 'description' | 'tags' | 'createdDaysAgo' | 'durationS'
> &
  Partial<LibraryEntry>

const entry = (draft: EntryDraft): LibraryEntry => ({
  categories: 'Film Club',
  userId: 'curator@filmclub.example',
  plays: Math.round(2400 / (1 + draft.createdDaysAgo / 9)),
  views: Math.round(7100 / (1 + draft.createdDaysAgo / 9)),
  status: ENTRY_STATUS.ready,
  isLive: false,
  isPublic: false,
  media: draft.id,
  captionLanguages: [],
  ...draft,
})

/** Entries don't move with the clock: what was new yesterday is new in every run. */
export const LIBRARY_DAY_S = Date.UTC(2026, 9, 30, 18, 0, 0) / 1000

/** What every sandbox begins with. */
export const LIBRARY: readonly LibraryEntry[] = [
  entry({
    id: '0_testcard',
    name: 'Test card',
    description:
      'Two minutes with a running time code and a beep each second: play it on two screens, and you see how close they are.',
    tags: 'test card, sync, reference',
    createdDaysAgo: 0.5,
    durationS: 120,
    captionLanguages: ['en', 'de'],
  }),
  entry({
    id: '0_lecture',
    name: 'How a watch party keeps time',
    description:
      'A lecture in twelve slides about clocks, delays and the art of correcting a film so gently that nobody notices.',
    tags: 'lecture, engineering, playback, sync',
    createdDaysAgo: 3,
    durationS: 692,
    captionLanguages: ['en', 'de'],
    categories: 'Film Club>Talks',
    userId: 'speaker@filmclub.example',
  }),
  entry({
    id: '1_live',
    name: 'Harbour camera, live',
    description: 'The harbour around the clock. The seconds in the picture are those of the wall clock.',
    tags: 'live, harbour, camera',
    createdDaysAgo: 20,
    durationS: 0,
    isLive: true,
  }),
  entry({
    id: '0_harbour',
    name: 'Harbour at dusk',
    description: 'Ropes, gulls and the last ferry.',
    tags: 'harbour, nature, short film',
    createdDaysAgo: 6,
    durationS: 48,
    categories: 'Film Club,Film Club>Landscapes',
  }),
  entry({
    id: '0_alps',
    name: 'Abendlicht in den Alpen – von der Dämmerung bis zur Blauen Stunde über den Gipfeln',
    description:
      'Eine stille Aufnahme aus dem Karwendel. Größe, Übergänge, Weißabgleich: alles ungekürzt und ohne Musik.',
    tags: 'Berge, Natur, Kurzfilm',
    createdDaysAgo: 9,
    durationS: 40,
    categories: 'Film Club,Film Club>Landscapes',
  }),
  entry({
    id: '0_night',
    name: '🎬 Movie night trailer 🍿 (2026)',
    description: 'What we watch this winter 🎄 and why you should come 👩‍🚀👨‍👩‍👧‍👦.',
    tags: 'trailer, movie night, 🍿',
    createdDaysAgo: 12,
    durationS: 32,
  }),
  entry({
    id: '0_desert',
    name: 'دروب الصحراء: رحلة قصيرة',
    description: 'مشاهد هادئة من طريق طويل، مع ترجمة إنجليزية لاحقاً.',
    tags: 'صحراء, سفر, desert',
    createdDaysAgo: 15,
    durationS: 44,
    audioLanguages: ['ar', 'en'],
    categories: 'Film Club,Film Club>Landscapes',
  }),
  entry({
    id: '0_forest',
    name: 'Forest walk',
    description: '',
    tags: 'nature, forest',
    createdDaysAgo: 24,
    durationS: 36,
    categories: 'Film Club,Film Club>Landscapes',
  }),
  entry({
    id: '0_science',
    name: 'Tides, explained: why the sea comes twice a day, and what the moon has to do with it all along the coast',
    description: 'A short explanation with a very long title.',
    tags: 'science, tides, moon',
    createdDaysAgo: 40,
    durationS: 52,
    captionLanguages: ['en'],
    categories: 'Film Club>Talks',
  }),
  entry({
    id: '0_public',
    name: 'Welcome to the Film Club',
    description: 'Half a minute for everybody, members or not.',
    tags: 'welcome, public',
    createdDaysAgo: 60,
    durationS: 32,
    isPublic: true,
  }),
  entry({
    id: '0_broken',
    name: 'The reel that was lost',
    description: 'Listed, ready, and its media are gone: players find nothing to play.',
    tags: 'archive',
    createdDaysAgo: 75,
    durationS: 300,
    media: undefined,
  }),
  entry({
    id: '0_converting',
    name: 'Opening night, raw recording',
    description: 'Uploaded a moment ago and still being converted.',
    tags: 'recording',
    createdDaysAgo: 0.1,
    durationS: 0,
    plays: 0,
    views: 0,
    status: ENTRY_STATUS.preconvert,
    media: undefined,
  }),
  entry({
    id: '0_deleted',
    name: 'Withdrawn at the author’s wish',
    description: '',
    tags: 'archive',
    createdDaysAgo: 90,
    durationS: 95,
    status: ENTRY_STATUS.deleted,
    media: undefined,
  }),
]

/** The entries of one sandbox, which come and go while it runs. */
export interface Library {
  entries(): readonly LibraryEntry[]
  /** Deleted entries are gone for everything but a list that asks for that state, or for one id. */
  findLiving(id: string): LibraryEntry | undefined
  /** As an upload would; a second one with the same id takes the place of the first. */
  add(draft: EntryDraft): void
  remove(id: string): void
}

export const createLibrary = (): Library => {
  let entries = LIBRARY
  const without = (id: string) => entries.filter(each => each.id !== id)
  return {
    entries: () => entries,
    findLiving: id => {
      const found = entries.find(each => each.id === id)
      return found?.status === ENTRY_STATUS.deleted ? undefined : found
    },
    add: draft => {
      entries = [...without(draft.id), entry({ media: undefined, ...draft })]
    },
    remove: id => {
      entries = without(id)
    },
  }
}
