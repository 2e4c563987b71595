import type { Call } from '../action.ts'
import { ENTRY_STATUS } from '../library.ts'
import type { Parameters } from '../parameters.ts'
import { type AnswerRecord, filterRecords, hasAny } from '../recordFilter.ts'
import { mayList } from '../sessions.ts'
import { roomAnswer } from './roomAnswer.ts'

const STATUS_RULES = ['statusEqual', 'statusIn', 'statusNotEqual', 'statusNotIn']
/** One entry asked for by its id is found in any state, even deleted. */
const ONE_ID_RULES = ['idEqual', 'redirectFromEntryId']
const ID_RULES = [...ONE_ID_RULES, 'idIn']

/**
 * As for all entries: who asks for no state gets what is ready. No room ever is, so a list has to ask for
 * NO_CONTENT, or for everything but what is deleted.
 */
export const filterRooms = (filter: Parameters, { options, ks }: Call): readonly AnswerRecord[] => {
  const { redirectFromEntryId, ...others } = filter
  const wanted = redirectFromEntryId === undefined ? others : { ...others, idEqual: redirectFromEntryId }
  const hasState = hasAny(filter, [...STATUS_RULES, ...ONE_ID_RULES])
  const own = mayList(ks) || hasAny(filter, ID_RULES) ? {} : { userIdEqual: ks?.userId || '-' }
  const rules = { ...wanted, ...(hasState ? {} : { statusEqual: ENTRY_STATUS.ready }), ...own }
  return filterRecords(
    options.rooms.all().map(room => roomAnswer(room, options)),
    rules,
  )
}
