import type { Call } from '../action.ts'
import { pageOf } from '../entryFilter.ts'
import { type KalturaException, kalturaException } from '../kalturaException.ts'
import { integerOf, objectOf, type Parameters, textOf } from '../parameters.ts'
import { type AnswerRecord, filterRecords } from '../recordFilter.ts'
import { applyResponseProfile } from '../responseProfile.ts'
import { faultOfObject } from '../writable.ts'

export const invalidId = (id: number | string | undefined): KalturaException =>
  kalturaException('INVALID_OBJECT_ID', { ID: `${id ?? ''}` })

export const nowSOf = ({ options }: Call): number => Math.floor(options.now() / 1000)

export const idOf = ({ parameters }: Call, name: string): number => integerOf(parameters, name) ?? 0

/** Several classes may come in the place of an abstract one; which has to be said. */
export const faultOfKind = (
  given: Parameters,
  { abstract, kinds, readOnly }: Kinds,
): KalturaException | undefined => {
  const objectType = textOf(given, 'objectType')
  if (objectType === '' || objectType === abstract)
    return kalturaException('OBJECT_TYPE_ABSTRACT', { OBJ_TYPE: abstract })
  const kind = kinds.find(candidate => candidate === objectType)
  return kind === undefined
    ? kalturaException('INVALID_OBJECT_TYPE', { INVALID_OBJ_TYPE: objectType })
    : faultOfObject(given, kind, readOnly)
}

export interface Kinds {
  readonly abstract: string
  readonly kinds: readonly string[]
  readonly readOnly: readonly string[]
}

export const answerIn = (call: Call, answer: AnswerRecord): AnswerRecord =>
  applyResponseProfile(answer, objectOf(call.parameters, 'responseProfile'))

export const listIn = (call: Call, objectType: string, answers: readonly AnswerRecord[]): unknown => {
  const found = filterRecords(answers, objectOf(call.parameters, 'filter'))
  const page = pageOf(found, objectOf(call.parameters, 'pager'))
  return { objectType, objects: page.map(answer => answerIn(call, answer)), totalCount: found.length }
}
