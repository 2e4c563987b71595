import { describe, expect, it } from 'vitest'
import { PERMISSION } from '../../discord/permissions.ts'
import { mayBotWrite, PlaceSchema } from './mayBotWrite.ts'

const { administrator, viewChannel, sendMessages, sendMessagesInThreads } = PERMISSION
const TEXT = 0
const THREAD = 11

describe('whether the bot may write where somebody asks for something', () => {
  it.each<[string, bigint, number, boolean]>([
    ['a channel that it sees and may write in', viewChannel | sendMessages, TEXT, true],
    ['a channel that it only sees', viewChannel, TEXT, false],
    ['a channel that it does not see', sendMessages, TEXT, false],
    ['a channel whose threads alone it may write in', viewChannel | sendMessagesInThreads, TEXT, false],
    ['such a thread', viewChannel | sendMessagesInThreads, THREAD, true],
    ['a thread, with the permission for channels', viewChannel | sendMessages, THREAD, false],
    ['any channel, as an administrator', administrator, TEXT, true],
  ])('%s', (_where, permissions, type, may) => {
    const place = PlaceSchema.parse({ app_permissions: String(permissions), channel: { type } })
    expect(mayBotWrite(place)).toBe(may)
  })

  it.each([undefined, null, '', 'all', '-1', 7])('is not known from %j, and nothing is refused', value => {
    expect(mayBotWrite(PlaceSchema.parse({ app_permissions: value }))).toBeNull()
  })
})
