import { describe, expect, it } from 'vitest'
import type { GuildPermissions } from '../../guilds/guildPermissions.ts'
import { createMeetingGate, type MeetingCaller } from './meetingGate.ts'

/** Whoever can't say where is to be turned away before anybody is asked. */
const nobody: GuildPermissions = {
  require: () => Promise.reject(new Error('somebody was asked')),
}
const gate = createMeetingGate(nobody)

const caller: MeetingCaller = {
  surface: 'activity',
  userId: '1400000000000000001',
  guildId: null,
  instanceId: 'i-1',
  displayName: 'Ana',
}
const GUILD = '1200000000000000001'
const OTHER = '1200000000000000002'

describe('whose meetings are meant', () => {
  it.each([
    ['an Activity in no server, whatever it names', caller, GUILD, 'invalid_request'],
    ['an Activity in no server', caller, undefined, 'invalid_request'],
    ['an Activity of another server', { ...caller, guildId: GUILD }, OTHER, 'forbidden'],
    ['a service that names none', { ...caller, surface: 'api' as const }, undefined, 'invalid_request'],
  ])('is not known of %s', async (_name, who, guildId, code) => {
    const answered = await gate({ caller: who, guildId, action: 'meetings.list' })
    expect(answered).toMatchObject({ ok: false, error: { code, field: 'guildId' } })
  })
})
