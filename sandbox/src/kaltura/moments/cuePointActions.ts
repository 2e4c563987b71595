import { type Actions, type Call, LIBRARY_CALLERS } from '../action.ts'
import { createdAtS } from '../entryAnswer.ts'
import { pageOf } from '../entryFilter.ts'
import { kalturaException } from '../kalturaException.ts'
import type { LibraryEntry } from '../library.ts'
import { listOf, objectOf } from '../parameters.ts'
import { type AnswerRecord, filterRecords } from '../recordFilter.ts'
import { CHAPTERS } from './chapters.ts'

/** KalturaCuePointType THUMB, KalturaThumbCuePointSubType and KalturaCuePointStatus. */
const THUMB = 'thumbCuePoint.Thumb'
const SUB_TYPE = { slide: 1, chapter: 2 } as const
const READY = 1
/** The lecture's slides are cue points of the same type, which are no chapters. */
const SLIDE_S = 60

const cuePointsOf = (entry: LibraryEntry, partnerId: number): readonly AnswerRecord[] => {
  const cuePoint = (startS: number, index: number, more: object): AnswerRecord => ({
    objectType: 'KalturaThumbCuePoint',
    id: `${entry.id}_cp${index}`,
    cuePointType: THUMB,
    status: READY,
    entryId: entry.id,
    partnerId,
    createdAt: createdAtS(entry),
    updatedAt: createdAtS(entry),
    tags: '',
    startTime: Math.round(startS * 1000),
    userId: entry.userId,
    ...more,
  })
  const chapters = CHAPTERS[entry.id] ?? []
  const slides = entry.id === '0_lecture' ? Math.floor(entry.durationS / SLIDE_S) : 0
  return [
    ...chapters.map(([startS, title], index) =>
      cuePoint(startS, index, { title, subType: SUB_TYPE.chapter }),
    ),
    ...Array.from({ length: slides }, (_, index) =>
      cuePoint(index * SLIDE_S + 1, 100 + index, {
        title: '',
        subType: SUB_TYPE.slide,
        assetId: `1_slide${index}`,
      }),
    ),
  ]
}

const listCuePoints = ({ parameters, options }: Call): unknown => {
  const filter = objectOf(parameters, 'filter')
  const entryIds = listOf(filter, 'entryIdEqual') ?? listOf(filter, 'entryIdIn')
  if (!entryIds && !listOf(filter, 'idEqual') && !listOf(filter, 'idIn')) {
    const names = ['idEqual', 'idIn', 'entryIdEqual', 'entryIdIn']
    const property = names.map(name => `KalturaCuePointFilter::${name}`).join('/')
    return kalturaException('PROPERTY_VALIDATION_CANNOT_BE_NULL', { PROP_NAME: property })
  }
  const all = options.library
    .entries()
    .filter(({ id }) => options.library.findLiving(id))
    .flatMap(entry => cuePointsOf(entry, options.partnerId))
  const found = filterRecords(all, filter)
  const objects = pageOf(found, objectOf(parameters, 'pager'))
  return { objectType: 'KalturaCuePointListResponse', objects, totalCount: found.length }
}

export const cuePointActions: Actions = {
  'cuepoint_cuepoint.list': { required: [], allowed: LIBRARY_CALLERS, run: listCuePoints },
}
