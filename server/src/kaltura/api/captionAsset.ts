import * as z from 'zod'
import { decodeText } from '../captions/decodeText.ts'
import type { KalturaAnswer, KalturaClient } from '../client.ts'

const service = 'caption_captionasset'

/** Longest file of captions that is read, bytes: some days of speech. */
const MAX_CAPTION_BYTES = 5 * 1024 * 1024
/** Captions of one video that are asked for. */
const MAX_CAPTION_TRACKS = 50
/** KalturaCaptionAssetStatus. */
const READY = 2

const ListSchema = z.object({ objects: z.array(z.unknown()) })

/** Of KalturaCaptionAsset, what we read. */
export const CaptionAssetSchema = z.object({
  id: z.string().regex(/^\w{1,64}$/),
  /** KalturaLanguage: `German`. */
  language: z.string().nullish(),
  /** KalturaLanguageCode: `de`. */
  languageCode: z.string().nullish(),
  label: z.string().nullish(),
  /** KalturaNullableBoolean: 1 is true. */
  isDefault: z.coerce.number().nullish(),
  /** Which is false of what was said for machines to read. */
  displayOnPlayer: z.coerce.boolean().nullish(),
  /** KalturaCaptionAssetUsage: `0` are captions, others describe what is seen. */
  usage: z.coerce.string().nullish(),
})
export type CaptionAsset = z.infer<typeof CaptionAssetSchema>

export const listCaptionAssets = (
  client: KalturaClient,
  ks: string,
  entryId: string,
): Promise<KalturaAnswer<z.infer<typeof ListSchema>>> => {
  const parameters = {
    filter: { objectType: 'KalturaCaptionAssetFilter', entryIdEqual: entryId, statusEqual: READY },
    pager: { objectType: 'KalturaFilterPager', pageSize: MAX_CAPTION_TRACKS, pageIndex: 1 },
  }
  return client.send({ service, action: 'list', kind: 'read', ks, parameters, answer: ListSchema })
}

/** The file as it was uploaded: SubRip, TTML (DFXP) or WebVTT, in whatever encoding. */
export const serveCaptions = (
  client: KalturaClient,
  ks: string,
  captionAssetId: string,
): Promise<KalturaAnswer<string>> =>
  client.download({
    service,
    action: 'serve',
    ks,
    parameters: { captionAssetId },
    maxBytes: MAX_CAPTION_BYTES,
    decode: decodeText,
  })
