import { randomBytes } from 'node:crypto'
import { MEETING_ID_ALPHABET, MEETING_ID_LENGTH } from '@kaltura-discord/shared/meetings/meeting.ts'

/** One of 2^50, each as likely as any other: the alphabet has 32 letters. */
export const newMeetingId = (): string =>
  Array.from(randomBytes(MEETING_ID_LENGTH), byte =>
    MEETING_ID_ALPHABET.charAt(byte % MEETING_ID_ALPHABET.length),
  ).join('')
