import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'

const service = 'user'

const UserSchema = z.object({ id: z.string() })
type User = z.infer<typeof UserSchema>

/** Of KalturaUser, what is kept in step. */
export interface UserProfile {
  readonly screenName: string
  readonly firstName: string
  readonly lastName: string
  /** Empty where there is no picture. */
  readonly thumbnailUrl: string
}

/** `externalId` can be given here alone: Kaltura takes no other later. */
export const addUser = (
  client: KalturaClient,
  ks: string,
  user: UserProfile & { readonly id: string; readonly externalId: string },
): Promise<KalturaAnswer<User>> => {
  const parameters = { user: { objectType: 'KalturaUser', ...user } }
  return client.send({ service, action: 'add', kind: 'write', ks, parameters, answer: UserSchema })
}

export const updateUser = (
  client: KalturaClient,
  ks: string,
  { id, ...profile }: UserProfile & { readonly id: string },
): Promise<KalturaAnswer<User>> => {
  const parameters = { userId: id, user: { objectType: 'KalturaUser', ...profile } }
  return client.send({ service, action: 'update', kind: 'write', ks, parameters, answer: UserSchema })
}
