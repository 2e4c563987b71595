import type { WireError } from '@kaltura-discord/shared/protocol/errors.ts'
import { DatabaseAway } from './database/databaseAway.ts'

/** Soon enough for people, and seldom enough for a database that is starting, s. */
const DATABASE_RETRY_S = 2

/** What is said of an exception to whoever asked: nothing of its insides. */
export const failureOf = (error: unknown): WireError =>
  error instanceof DatabaseAway
    ? {
        code: 'unavailable',
        message: 'This can not be stored at the moment. Try again in a moment.',
        retryAfterS: DATABASE_RETRY_S,
      }
    : {
        code: 'internal',
        message: 'Something went wrong on our side. Try again; if it stays, quote the request id.',
      }
