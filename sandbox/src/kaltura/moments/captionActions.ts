import { type Actions, type Call, LIBRARY_CALLERS } from '../action.ts'
import { type CaptionTrack, captionFile, captionTracksOf } from '../captionTrack.ts'
import { createdAtS } from '../entryAnswer.ts'
import { pageOf } from '../entryFilter.ts'
import { fileAnswer } from '../fileAnswer.ts'
import { kalturaException } from '../kalturaException.ts'
import type { LibraryEntry } from '../library.ts'
import { listOf, objectOf, textOf } from '../parameters.ts'
import { CAPTION_TYPE, type CaptionFormat } from './captionScripts.ts'

const READY = 2
const EXTENSIONS: Readonly<Record<CaptionFormat, string>> = { srt: 'srt', dfxp: 'xml', webvtt: 'vtt' }
const CONTENT_TYPES: Readonly<Record<CaptionFormat, string>> = {
  srt: 'text/plain; charset=utf-8',
  dfxp: 'application/xml',
  webvtt: 'text/vtt',
}

const captionAsset = (track: CaptionTrack, entry: LibraryEntry, call: Call): object => ({
  objectType: 'KalturaCaptionAsset',
  id: track.id,
  entryId: entry.id,
  partnerId: call.options.partnerId,
  version: 1,
  size: 5,
  tags: '',
  fileExt: EXTENSIONS[track.format],
  createdAt: createdAtS(entry),
  updatedAt: createdAtS(entry),
  captionParamsId: 0,
  language: track.language,
  languageCode: track.languageCode,
  isDefault: track.isDefault ? 1 : 0,
  label: track.label,
  format: CAPTION_TYPE[track.format],
  status: READY,
  displayOnPlayer: true,
})

const listCaptions = (call: Call): unknown => {
  const filter = objectOf(call.parameters, 'filter')
  const entryIds = listOf(filter, 'entryIdEqual') ?? listOf(filter, 'entryIdIn')
  if (!entryIds) {
    const property = 'KalturaAssetFilter::entryIdEqual/KalturaAssetFilter::entryIdIn'
    return kalturaException('PROPERTY_VALIDATION_CANNOT_BE_NULL', { PROP_NAME: property })
  }
  const captions = entryIds
    .flatMap(id => call.options.library.findLiving(id) ?? [])
    .flatMap(entry => captionTracksOf(entry).map(track => captionAsset(track, entry, call)))
  const objects = pageOf(captions, objectOf(call.parameters, 'pager'))
  return { objectType: 'KalturaCaptionAssetListResponse', objects, totalCount: captions.length }
}

/** The file as it was uploaded, broken or not. */
const serveCaptions = ({ parameters, options }: Call): unknown => {
  const id = textOf(parameters, 'captionAssetId')
  for (const entry of options.library.entries()) {
    const track = captionTracksOf(entry).find(candidate => candidate.id === id)
    if (track) return fileAnswer(CONTENT_TYPES[track.format], captionFile(track, entry))
  }
  return kalturaException('CAPTION_ASSET_ID_NOT_FOUND', { ASSET_ID: id })
}

export const captionActions: Actions = {
  'caption_captionasset.list': { required: [], allowed: LIBRARY_CALLERS, run: listCaptions },
  'caption_captionasset.serve': {
    required: ['captionAssetId'],
    allowed: LIBRARY_CALLERS,
    run: serveCaptions,
  },
}
