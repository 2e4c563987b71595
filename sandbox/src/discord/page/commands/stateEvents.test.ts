import { describe, expect, it } from 'vitest'
import type { HostState } from '../../hostApi.ts'
import { stateEvents } from './stateEvents.ts'

const user = (name: string, nick: string | null = null) => ({
  name,
  id: name,
  username: name,
  globalName: name,
  nick,
  avatar: null,
  color: 'red',
})

const state: HostState = {
  applicationId: '1',
  applicationName: 'App',
  guild: { id: '2', name: 'Guild' },
  channel: { id: '3', name: 'Channel' },
  users: [user('ana'), user('ben')],
  voice: ['ana'],
  instance: { id: 'i', launchId: 'l', participants: ['ana'] },
  instances: [],
  ownerId: '1',
  roles: [],
  rolesOf: {},
  botPermissions: '0',
  network: {},
  server: 'running',
}

const eventsOf = (after: HostState) => stateEvents(state, after, 'ana').map(({ event }) => event)

describe('stateEvents', () => {
  it('says nothing about what an Activity cannot know', () => {
    expect(eventsOf({ ...state, server: 'stopped', network: { ben: { oneWayMs: 1, jitterMs: 0 } } })).toEqual(
      [],
    )
  })

  it('tells that the participants have changed', () => {
    const instance = { id: 'i', launchId: 'l', participants: ['ana', 'ben'] }
    const [event] = stateEvents(state, { ...state, instance }, 'ana')
    expect(event).toEqual({
      event: 'ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE',
      data: {
        participants: [expect.objectContaining({ id: 'ana' }), expect.objectContaining({ id: 'ben' })],
      },
    })
  })

  it('tells who has joined voice', () => {
    expect(eventsOf({ ...state, voice: ['ana', 'ben'] })).toEqual(['VOICE_STATE_UPDATE'])
  })

  it('tells about oneself only what has changed about oneself', () => {
    expect(eventsOf({ ...state, users: [user('ana'), user('ben', 'B')] })).toEqual([])
    expect(
      eventsOf({ ...state, users: [user('ana', 'A'), user('ben')], instance: state.instance }),
    ).toContain('CURRENT_GUILD_MEMBER_UPDATE')
  })
})
