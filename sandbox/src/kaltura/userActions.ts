import { type Actions, type Call, OVERSEERS, SIGNED_IN } from './action.ts'
import { pageOf } from './entryFilter.ts'
import { kalturaException } from './kalturaException.ts'
import { ADMIN_SESSION } from './ks.ts'
import { listOf, objectOf, type Parameters, textOf } from './parameters.ts'

type User = Readonly<Record<string, unknown>>

/** Properties of KalturaUser that a caller may set. */
const WRITABLE = [
  ...['screenName', 'fullName', 'firstName', 'lastName', 'email', 'country', 'state', 'city', 'zip'],
  ...['thumbnailUrl', 'description', 'tags', 'adminTags', 'partnerData', 'title', 'company', 'externalId'],
]

const ACTIVE = 1
/** What a user id may consist of. */
const USER_ID = /^[A-Za-z0-9,!#$%&'*+?^_`{|}~.@-]{1,320}$/

const writableOf = (user: Parameters): User =>
  Object.fromEntries(
    WRITABLE.filter(name => user[name] !== undefined).map(name => [name, textOf(user, name)]),
  )

const nowS = (call: Call): number => Math.floor(call.options.now() / 1000)

const isAdmin = (call: Call): boolean => call.ks?.type === ADMIN_SESSION

const get = (call: Call): unknown => {
  const own = call.ks?.userId ?? ''
  const id = textOf(call.parameters, 'userId') || own
  if (id !== own && !isAdmin(call)) {
    return kalturaException('CANNOT_RETRIEVE_ANOTHER_USER_USING_NON_ADMIN_SESSION', { USER_ID: id })
  }
  return call.users.get(id) ?? kalturaException('INVALID_USER_ID')
}

const add = (call: Call): unknown => {
  const given = objectOf(call.parameters, 'user')
  const id = textOf(given, 'id')
  if (id === '') return kalturaException('PROPERTY_VALIDATION_CANNOT_BE_NULL', { PROP_NAME: 'id' })
  if (!USER_ID.test(id)) return kalturaException('INVALID_FIELD_VALUE', { FIELD_NAME: 'id' })
  if (call.users.has(id)) return kalturaException('DUPLICATE_USER_BY_ID', { UID: id })
  const user = {
    objectType: 'KalturaUser',
    id,
    partnerId: call.options.partnerId,
    status: ACTIVE,
    createdAt: nowS(call),
    updatedAt: nowS(call),
    isAdmin: false,
    isGuest: false,
    loginEnabled: false,
    ...writableOf(given),
  }
  call.users.set(id, user)
  return user
}

const update = (call: Call): unknown => {
  const id = textOf(call.parameters, 'userId')
  const known = call.users.get(id)
  if (!known || (!isAdmin(call) && id !== call.ks?.userId)) return kalturaException('INVALID_USER_ID')
  const given = objectOf(call.parameters, 'user')
  if (given['externalId'] !== undefined) {
    return kalturaException('PROPERTY_VALIDATION_NOT_UPDATABLE', { PROP_NAME: 'externalId' })
  }
  const user = { ...known, ...writableOf(given), updatedAt: nowS(call) }
  call.users.set(id, user)
  return user
}

const list = (call: Call): unknown => {
  const ids = listOf(objectOf(call.parameters, 'filter'), 'idIn')
  const users = [...call.users.values()].filter(user => ids?.includes(`${user['id']}`) ?? true)
  const objects = pageOf(users, objectOf(call.parameters, 'pager'))
  return { objectType: 'KalturaUserListResponse', objects, totalCount: users.length }
}

export const userActions: Actions = {
  'user.get': { required: [], allowed: SIGNED_IN, run: get },
  'user.add': { required: ['user'], allowed: OVERSEERS, run: add },
  'user.update': { required: ['userId', 'user'], allowed: SIGNED_IN, run: update },
  'user.list': { required: [], allowed: OVERSEERS, run: list },
}
