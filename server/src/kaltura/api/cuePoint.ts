import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'

/** KalturaCuePointType THUMB, KalturaThumbCuePointSubType CHAPTER and KalturaCuePointStatus READY. */
const THUMB = 'thumbCuePoint.Thumb'
const CHAPTER = 2
const READY = 1
/** Chapters of one video that are asked for. */
const MAX_CHAPTERS = 200

const ListSchema = z.object({ objects: z.array(z.unknown()) })

/** Of KalturaThumbCuePoint, what we read. */
export const ChapterCuePointSchema = z.object({
  /** Milliseconds from the beginning. */
  startTime: z.number().nonnegative(),
  title: z.string().nullish(),
  description: z.string().nullish(),
})
export type ChapterCuePoint = z.infer<typeof ChapterCuePointSchema>

/** Chapters of an entry, in their order. */
export const listChapters = (
  client: KalturaClient,
  ks: string,
  entryId: string,
): Promise<KalturaAnswer<z.infer<typeof ListSchema>>> => {
  const parameters = {
    filter: {
      objectType: 'KalturaThumbCuePointFilter',
      entryIdEqual: entryId,
      cuePointTypeEqual: THUMB,
      subTypeEqual: CHAPTER,
      statusEqual: READY,
      orderBy: '+startTime',
    },
    pager: { objectType: 'KalturaFilterPager', pageSize: MAX_CHAPTERS, pageIndex: 1 },
  }
  const service = 'cuepoint_cuepoint'
  return client.send({ service, action: 'list', kind: 'read', ks, parameters, answer: ListSchema })
}
