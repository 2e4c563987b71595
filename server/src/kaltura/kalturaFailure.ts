import { type Failure, fail } from '../platform/result.ts'

const RETRY_AFTER_S = 5

/** Kaltura is away, or says things that nobody understands. */
export const kalturaAway = (): Failure =>
  fail('kaltura_unavailable', 'Kaltura does not answer at the moment. Try again shortly.', {
    retryAfterS: RETRY_AFTER_S,
  })

/** Kaltura is there and refuses what it ought to allow. */
export const kalturaRefused = (): Failure =>
  fail('kaltura_unavailable', 'Kaltura refused this. Whoever runs this has to look at its set-up.', {
    retryAfterS: RETRY_AFTER_S,
  })

export const videoNotFound = (): Failure =>
  fail('video_not_found', 'This video is not in the library. Choose another one.')

export const collectionNotFound = (): Failure =>
  fail('not_found', 'This playlist or category is not in the library. Choose another one.')

export const meetingTypeUnavailable = (): Failure =>
  fail(
    'meeting_type_unavailable',
    'This server’s Kaltura account has no template for this type of meeting. Choose another type, or ask whoever runs this to add one.',
  )

export const captionsUnreadable = (): Failure =>
  fail(
    'captions_unreadable',
    'The captions of this video are damaged, so they can’t be searched. Whoever made them can upload them again.',
  )
