/** KalturaMediaType VIDEO and LIVE_STREAM_FLASH, which stands for every live stream. */
export const MEDIA_TYPES: readonly number[] = [1, 201]
/** KalturaEntryType MEDIA_CLIP, LIVE_STREAM and LIVE_CHANNEL. */
export const ENTRY_TYPES: readonly string[] = ['1', '7', '8']
const STATUS_READY = '2'

/** What belongs to the library, newest first. */
export const LIBRARY_FILTER = {
  statusEqual: STATUS_READY,
  typeIn: ENTRY_TYPES.join(','),
  mediaTypeIn: MEDIA_TYPES.join(','),
  orderBy: '-createdAt',
} as const

/** KalturaESearchItemType and KalturaESearchOperatorType. */
const EXACT_MATCH = 1
const PARTIAL = 2
const AND = 1
const OR = 2

const ofType = (mediaType: number) => ({
  objectType: 'KalturaESearchEntryItem',
  itemType: EXACT_MATCH,
  fieldName: 'media_type',
  searchTerm: String(mediaType),
})

/** Ready videos and live streams in which the words occur anywhere. */
export const entrySearchParams = (text: string) => ({
  objectType: 'KalturaESearchEntryParams',
  objectStatuses: STATUS_READY,
  searchOperator: {
    objectType: 'KalturaESearchEntryOperator',
    operator: AND,
    searchItems: [
      { objectType: 'KalturaESearchUnifiedItem', itemType: PARTIAL, searchTerm: text },
      {
        objectType: 'KalturaESearchEntryOperator',
        operator: OR,
        searchItems: MEDIA_TYPES.map(ofType),
      },
    ],
  },
})
