import type { Actions, Call, UserStore } from './action.ts'
import { categoryActions } from './categoryActions.ts'
import { entryActions } from './entryActions.ts'
import { isKalturaException, type KalturaException, kalturaException } from './kalturaException.ts'
import type { KalturaOptions } from './kalturaOptions.ts'
import type { Ks } from './ks.ts'
import { captionActions } from './moments/captionActions.ts'
import { cuePointActions } from './moments/cuePointActions.ts'
import { missing, type Parameters, textOf } from './parameters.ts'
import { playerActions } from './playerActions.ts'
import { playlistActions } from './playlistActions.ts'
import { reportActions } from './reports/reportActions.ts'
import { roomActions } from './rooms/roomActions.ts'
import { eventActions } from './schedule/eventActions.ts'
import { eventResourceActions } from './schedule/eventResourceActions.ts'
import { resourceActions } from './schedule/resourceActions.ts'
import { sessionActions } from './sessionActions.ts'
import { sessionKindOf } from './sessionKind.ts'
import { invalidKs, type Sessions } from './sessions.ts'
import { userActions } from './userActions.ts'

/** Every action that the stand-in knows. Services of Kaltura that are not here don't exist for it. */
export const ACTIONS: Actions = {
  ...sessionActions,
  ...entryActions,
  ...playerActions,
  ...playlistActions,
  ...categoryActions,
  ...captionActions,
  ...cuePointActions,
  ...userActions,
  ...roomActions,
  ...resourceActions,
  ...eventActions,
  ...eventResourceActions,
  ...reportActions,
}

const SERVICES = new Set(Object.keys(ACTIONS).map(name => name.split('.')[0]))

export interface ApiState {
  readonly options: KalturaOptions
  readonly sessions: Sessions
  readonly users: UserStore
}

const findAction = (service: string, action: string): Actions[string] | KalturaException => {
  if (service === '') return kalturaException('SERVICE_NOT_SPECIFIED')
  if (!SERVICES.has(service.toLowerCase())) {
    return kalturaException('SERVICE_DOES_NOT_EXISTS', { SRV_NAME: service })
  }
  if (action === '') return kalturaException('ACTION_NOT_SPECIFIED')
  const name = `${service}.${action}`.toLowerCase()
  const found = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
  const args = { ACTION_NAME: action, SERVICE_NAME: service }
  return found ?? kalturaException('ACTION_DOES_NOT_EXISTS', args)
}

const openKs = (raw: string, path: string, { sessions }: ApiState): Ks | KalturaException | undefined => {
  if (raw === '') return undefined
  const opened = sessions.open(raw, path)
  if ('fault' in opened) return invalidKs(raw, opened.fault)
  return sessions.spendAction(opened.ks) ?? opened.ks
}

/** One call: finds the action, opens the KS, asks the permission table, and runs. */
export const dispatch = (parameters: Parameters, path: string, state: ApiState): unknown => {
  const service = textOf(parameters, 'service')
  const actionName = textOf(parameters, 'action')
  const action = findAction(service, actionName)
  if (!action || isKalturaException(action)) return action
  const ks = openKs(textOf(parameters, 'ks'), path, state)
  if (isKalturaException(ks)) return ks
  const kind = sessionKindOf(ks)
  if (!action.allowed.includes(kind)) {
    const name = `${service}->${actionName}`.toLowerCase()
    return kind === 'none'
      ? kalturaException('MISSING_KS')
      : kalturaException('SERVICE_FORBIDDEN', { SERVICE: name })
  }
  const call: Call = { parameters, ks, ...state }
  return missing(parameters, ...action.required) ?? action.run(call)
}
