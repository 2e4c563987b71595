import type { KalturaAnswer, KalturaClient } from '../client.ts'

/** Longest report that is read, bytes: some 20 000 people. */
const MAX_REPORT_BYTES = 2 * 1024 * 1024

/** Who was in which room, one row each; an account's own report by that number. */
const ATTENDEES = 6001

/** As CSV with a line of names. Epoch seconds. */
export const reportAttendees = (
  client: KalturaClient,
  ks: string,
  { fromS, toS }: { readonly fromS: number; readonly toS: number },
): Promise<KalturaAnswer<string>> =>
  client.download({
    service: 'report',
    action: 'getCsvFromStringParams',
    ks,
    parameters: { id: ATTENDEES, params: `from_date=${fromS};to_date=${toS}` },
    maxBytes: MAX_REPORT_BYTES,
    decode: bytes => bytes.toString('utf8'),
  })
