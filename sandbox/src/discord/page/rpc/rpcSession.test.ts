import { beforeEach, describe, expect, it } from 'vitest'
import type { HostState, SandboxUser } from '../../hostApi.ts'
import { type Limits, NO_LIMITS, type Platform, type RpcContext } from './rpcContext.ts'
import { type RpcLogEntry, RpcSession } from './rpcSession.ts'
import { answer, refuse, type WireMessage } from './wire.ts'

const person = (name: string, nick: string | null): SandboxUser => ({
  name,
  id: `1400000000000000${name.length}`,
  username: name,
  globalName: name.toUpperCase(),
  nick,
  avatar: null,
  color: 'hsl(0 0% 50%)',
})

const ana = person('ana', null)
const state: HostState = {
  applicationId: '1100',
  applicationName: 'Film app',
  guild: { id: '1200', name: 'Film Club' },
  channel: { id: '1300', name: 'Movie night' },
  users: [ana, person('benno', 'Projector')],
  voice: ['ana', 'benno'],
  instance: { id: 'i-1-gc-1200-1300', launchId: '1', participants: ['ana', 'benno'] },
  instances: [],
  ownerId: '1',
  roles: [],
  rolesOf: {},
  botPermissions: '0',
  network: {},
  server: 'running',
}

const handshake = [0, { v: 1, encoding: 'json', client_id: '1100', frame_id: 'frame' }] as const

interface Bench {
  readonly session: RpcSession
  readonly sent: WireMessage[]
  readonly log: RpcLogEntry[]
  readonly asked: string[]
  readonly refused: string[]
  readonly closed: [number, string][]
  nowMs: number
}

interface BenchOptions {
  readonly platform?: Platform
  readonly consent?: boolean
  readonly scopes?: readonly string[]
  readonly limits?: Partial<Limits>
}

function createBench(options: BenchOptions = {}): Bench {
  const { platform = 'desktop', consent = true, scopes = [], limits = {} } = options
  const bench: Omit<Bench, 'session'> = { sent: [], log: [], asked: [], refused: [], closed: [], nowMs: 0 }
  const context: RpcContext = {
    user: ana,
    platform,
    locale: 'de',
    limits: { ...NO_LIMITS, ...limits },
    nowMs: () => bench.nowMs,
    state: () => state,
    backend: {
      authorize: async () => answer({ code: 'single-use' }),
      authenticate: async ({ accessToken }) =>
        accessToken === 'good'
          ? answer({ scopes, expires: '2026-12-01T00:00:00.000Z' })
          : refuse(4009, 'Invalid access token.'),
    },
    surface: {
      askConsent: async wanted => {
        bench.asked.push(...wanted)
        return consent
      },
      confirmLink: async url => {
        bench.asked.push(url)
        return false
      },
      openInvite: () => bench.asked.push('invite'),
      shareLink: async () => ({ success: true, didCopyLink: true, didSendMessage: false }),
      lockOrientation: locks => bench.asked.push(`lock ${locks.focused} ${locks.pip} ${locks.grid}`),
      offerHardware: async () => {
        bench.asked.push('hardware')
        return false
      },
      showPresence: line => bench.asked.push(`presence ${line}`),
      layout: () => 'grid',
      orientation: () => 'portrait',
      thermal: () => 0,
    },
  }
  const session = new RpcSession({
    context,
    frameId: 'frame',
    send: message => bench.sent.push(message),
    log: entry => bench.log.push(entry),
    onClosed: (code, message) => bench.closed.push([code, message]),
    onRefused: reason => bench.refused.push(reason),
    onReady: () => undefined,
  })
  return Object.assign(bench, { session })
}

async function connected(options: BenchOptions = {}): Promise<Bench> {
  const bench = createBench(options)
  await bench.session.receive(handshake)
  bench.sent.length = 0
  return bench
}

async function authenticated(scopes: readonly string[], platform: Platform = 'desktop'): Promise<Bench> {
  const bench = await connected({ scopes, platform })
  await call(bench, 'AUTHENTICATE', { access_token: 'good' })
  bench.sent.length = 0
  return bench
}

/** Sends one command and returns the payload of its answer. */
async function call({ session, sent }: Bench, cmd: string, args?: unknown, evt?: string): Promise<unknown> {
  const before = sent.length
  await session.receive([
    1,
    { cmd, nonce: 'n1', ...(args === undefined ? {} : { args }), ...(evt === undefined ? {} : { evt }) },
  ])
  return sent[before]?.[1]
}

const error = (code: number) =>
  expect.objectContaining({ evt: 'ERROR', nonce: 'n1', data: expect.objectContaining({ code }) })

describe('handshake', () => {
  it('is answered with READY about this person', async () => {
    const { session, sent } = createBench()
    await session.receive(handshake)
    expect(sent).toEqual([
      [
        1,
        expect.objectContaining({
          cmd: 'DISPATCH',
          evt: 'READY',
          nonce: null,
          data: expect.objectContaining({ v: 1 }),
        }),
      ],
    ])
  })

  it.each([
    ['version', { v: 2 }, 4004],
    ['encoding', { encoding: 'etf' }, 4005],
    ['application', { client_id: '9' }, 4000],
    ['frame', { frame_id: 'another' }, 4000],
  ])('with a wrong %s is closed', async (_what, wrong, code) => {
    const { session, sent, refused } = createBench()
    await session.receive([0, { ...handshake[1], ...wrong }])
    expect(sent).toEqual([[2, expect.objectContaining({ code })]])
    expect(refused).toHaveLength(1)
  })

  it('is refused the second time in a frame', async () => {
    const { session, sent, refused } = await connected()
    await session.receive(handshake)
    expect(sent).toEqual([[2, expect.objectContaining({ code: 1003 })]])
    expect(refused).toHaveLength(1)
  })

  it('comes before anything else is answered', async () => {
    const bench = createBench()
    expect(await call(bench, 'GET_PLATFORM_BEHAVIORS')).toBeUndefined()
  })
})

describe('frames', () => {
  it.each([[null], ['text'], [{ sandbox: 'sample' }], [[1]], [['1', {}]], [[1, {}, 2]], [[7, {}]]])(
    'that are no RPC message are ignored: %j',
    async data => {
      const { session, sent } = await connected()
      await session.receive(data)
      expect(sent).toEqual([])
    },
  )

  it('without a command or a nonce are an error that belongs to no command', async () => {
    const { session, sent } = await connected()
    await session.receive([1, { cmd: 'GET_CHANNEL' }])
    expect(sent).toEqual([
      [
        1,
        expect.objectContaining({ evt: 'ERROR', nonce: null, data: expect.objectContaining({ code: 4000 }) }),
      ],
    ])
  })

  it('with an unknown command are refused as old clients do', async () => {
    const bench = await connected()
    expect(await call(bench, 'GET_QUEST')).toEqual(error(4002))
    expect(bench.log.at(-1)).toEqual({ cmd: 'GET_QUEST', evt: null, ok: false })
  })

  it('with a bad payload name the argument', async () => {
    const bench = await connected()
    expect(await call(bench, 'OPEN_EXTERNAL_LINK', { url: 'javascript:alert(1)' })).toEqual(
      expect.objectContaining({ evt: 'ERROR', data: { code: 4000, message: 'url must be a valid uri' } }),
    )
    expect(await call(bench, 'SHARE_LINK', { message: 'x'.repeat(1001) })).toEqual(error(4000))
    expect(bench.asked).toEqual([])
  })

  it('that close carry the message for the person', async () => {
    const { session, closed } = await connected()
    await session.receive([2, { code: 4321, message: 'No room left', nonce: 'n' }])
    expect(closed).toEqual([[4321, 'No room left']])
  })
})

describe('authorisation', () => {
  const request = { client_id: '1100', scope: ['identify'], response_type: 'code', prompt: 'none', state: '' }

  it('gives a code after consent', async () => {
    const bench = await connected()
    expect(await call(bench, 'AUTHORIZE', request)).toEqual({
      cmd: 'AUTHORIZE',
      evt: null,
      nonce: 'n1',
      data: { code: 'single-use' },
    })
    expect(bench.asked).toEqual(['identify'])
  })

  it('that the person refuses is an OAuth2 error', async () => {
    const bench = await connected({ consent: false })
    expect(await call(bench, 'AUTHORIZE', request)).toEqual(error(5000))
  })

  it('for unknown scopes or another application asks nobody', async () => {
    const bench = await connected()
    expect(await call(bench, 'AUTHORIZE', { ...request, scope: ['identify', 'everything'] })).toEqual(
      error(5000),
    )
    expect(await call(bench, 'AUTHORIZE', { ...request, client_id: '1' })).toEqual(error(4007))
    expect(bench.asked).toEqual([])
  })

  it('with a bad token grants nothing', async () => {
    const bench = await connected({ scopes: ['guilds'] })
    expect(await call(bench, 'AUTHENTICATE', { access_token: 'bad' })).toEqual(error(4009))
    expect(await call(bench, 'AUTHENTICATE', {})).toEqual(error(4009))
    expect(await call(bench, 'GET_CHANNEL', { channel_id: '1300' })).toEqual(error(4006))
  })
})

describe('scopes', () => {
  it.each([
    ['GET_CHANNEL', 'guilds', { channel_id: '1300' }],
    ['GET_CHANNEL_PERMISSIONS', 'guilds.members.read', undefined],
    ['SET_ACTIVITY', 'rpc.activities.write', { activity: { details: 'Night' } }],
    ['USER_SETTINGS_GET_LOCALE', 'identify', undefined],
  ])('%s needs %s', async (cmd, scope, args) => {
    const without = await authenticated(['openid'])
    expect(await call(without, cmd, args)).toEqual(error(4006))
    const withScope = await authenticated([scope])
    expect(await call(withScope, cmd, args)).toEqual(expect.objectContaining({ cmd, evt: null }))
  })

  it('participants need no scope, but a person who has signed in', async () => {
    const bench = await connected()
    const cmd = 'GET_ACTIVITY_INSTANCE_CONNECTED_PARTICIPANTS'
    expect(await call(bench, cmd)).toEqual(error(4006))
    await call(bench, 'AUTHENTICATE', { access_token: 'good' })
    const participant = (nickname?: string) =>
      expect.objectContaining({ bot: false, flags: 0, ...(nickname === undefined ? {} : { nickname }) })
    expect(await call(bench, cmd)).toEqual(
      expect.objectContaining({ data: { participants: [participant(), participant('Projector')] } }),
    )
  })
})

describe('platforms', () => {
  it.each([
    ['ENCOURAGE_HW_ACCELERATION', undefined, 'desktop'],
    ['SET_CONFIG', { use_interactive_pip: true }, 'desktop'],
    ['SET_ORIENTATION_LOCK_STATE', { lock_state: 3, grid_lock_state: null }, 'mobile'],
  ] as const)('%s is for one of them only', async (cmd, args, platform) => {
    const here = await connected({ platform })
    expect(await call(here, cmd, args)).toEqual(expect.objectContaining({ evt: null }))
    const elsewhere = await connected({ platform: platform === 'desktop' ? 'mobile' : 'desktop' })
    expect(await call(elsewhere, cmd, args)).toEqual(error(4002))
  })
})

describe('presence', () => {
  const party = { id: 'i-1', size: [3, 99] }
  const activity = { type: 3, details: 'Test card', state: 'In step with 2', party, instance: true }

  it('shows both lines, and is taken away with null', async () => {
    const bench = await authenticated(['rpc.activities.write'])
    const shown = await call(bench, 'SET_ACTIVITY', { activity })
    expect(shown).toEqual(
      expect.objectContaining({ data: expect.objectContaining({ ...activity, name: 'Film app' }) }),
    )
    await call(bench, 'SET_ACTIVITY', { activity: null })
    expect(bench.asked).toEqual(['presence Test card · In step with 2', 'presence null'])
  })

  it.each([
    ['a line of one letter', { details: 'x' }],
    ['a line that is too long', { state: 'x'.repeat(129) }],
    ['a kind that is not for applications', { type: 4 }],
    ['more people than there is room for', { party: { id: 'i-1', size: [5, 4] } }],
  ])('refuses %s', async (_what, wrong) => {
    const bench = await authenticated(['rpc.activities.write'])
    expect(await call(bench, 'SET_ACTIVITY', { activity: { ...activity, ...wrong } })).toEqual(error(4000))
    expect(bench.asked).toEqual([])
  })

  it('changes five times in twenty seconds and no more', async () => {
    const bench = await authenticated(['rpc.activities.write'])
    for (let change = 0; change < 5; change += 1) await call(bench, 'SET_ACTIVITY', { activity })
    expect(await call(bench, 'SET_ACTIVITY', { activity })).toEqual(error(5011))
    bench.nowMs = 20_000
    expect(await call(bench, 'SET_ACTIVITY', { activity })).toEqual(expect.objectContaining({ evt: null }))
  })
})

describe('what a client lacks', () => {
  it('is an unknown command', async () => {
    const bench = await connected({ limits: { without: new Set(['SHARE_LINK']) } })
    expect(await call(bench, 'SHARE_LINK', { message: 'Come' })).toEqual(error(4002))
  })

  it('is no invite for who may not make any', async () => {
    const bench = await connected({ limits: { denied: new Set(['invite'] as const) } })
    expect(await call(bench, 'OPEN_INVITE_DIALOG')).toEqual(error(4006))
    expect(bench.asked).toEqual([])
  })

  it('is no presence for an application that may not have it, and nobody is asked', async () => {
    const bench = await connected({ limits: { denied: new Set(['presence'] as const) } })
    const scope = ['identify', 'rpc.activities.write']
    expect(await call(bench, 'AUTHORIZE', { client_id: '1100', scope })).toEqual(error(5000))
    expect(bench.asked).toEqual([])
  })

  it('is offered to whom it would help', async () => {
    const helped = await connected()
    expect(await call(helped, 'ENCOURAGE_HW_ACCELERATION')).toEqual(
      expect.objectContaining({ data: { enabled: true } }),
    )
    expect(helped.asked).toEqual([])
    const bench = await connected({ limits: { hardware: false } })
    expect(await call(bench, 'ENCOURAGE_HW_ACCELERATION')).toEqual(
      expect.objectContaining({ data: { enabled: false } }),
    )
    expect(bench.asked).toEqual(['hardware'])
  })

  it('leaves a lock that is not named as it was', async () => {
    const bench = await connected({ platform: 'mobile' })
    await call(bench, 'SET_ORIENTATION_LOCK_STATE', { lock_state: 1, grid_lock_state: 3 })
    expect(bench.asked).toEqual(['lock null undefined landscape'])
  })
})

describe('subscriptions', () => {
  let bench: Bench

  beforeEach(async () => {
    bench = await authenticated(['rpc.voice.read'], 'mobile')
  })

  it.each([
    ['ACTIVITY_LAYOUT_MODE_UPDATE', { layout_mode: 2 }],
    ['ORIENTATION_UPDATE', { screen_orientation: 0, orientation: 'portrait' }],
    ['THERMAL_STATE_UPDATE', { thermal_state: 0 }],
  ])('%s is told at once', async (event, data) => {
    expect(await call(bench, 'SUBSCRIBE', undefined, event)).toEqual({
      cmd: 'SUBSCRIBE',
      evt: null,
      nonce: 'n1',
      data: { evt: event },
    })
    expect(bench.sent[1]).toEqual([1, { cmd: 'DISPATCH', evt: event, nonce: null, data }])
  })

  it('end with UNSUBSCRIBE', async () => {
    await call(bench, 'SUBSCRIBE', { channel_id: '1300' }, 'SPEAKING_START')
    bench.session.dispatch('SPEAKING_START', { user_id: '1' })
    expect(bench.sent).toHaveLength(2)
    await call(bench, 'UNSUBSCRIBE', { channel_id: '1300' }, 'SPEAKING_START')
    bench.session.dispatch('SPEAKING_START', { user_id: '1' })
    expect(bench.sent).toHaveLength(3)
  })

  it('tell nothing that was not asked for', () => {
    bench.session.dispatch('VOICE_STATE_UPDATE', {})
    expect(bench.sent).toEqual([])
  })

  it('need a known event, the scope, and the channel this is', async () => {
    expect(await call(bench, 'SUBSCRIBE', {}, 'NOTHING_SUCH')).toEqual(error(4004))
    expect(await call(bench, 'SUBSCRIBE', {}, 'CURRENT_USER_UPDATE')).toEqual(error(4006))
    expect(await call(bench, 'SUBSCRIBE', { channel_id: '9' }, 'VOICE_STATE_UPDATE')).toEqual(error(4005))
    expect(await call(bench, 'SUBSCRIBE', {}, 'VOICE_STATE_UPDATE')).toEqual(error(4005))
    expect(await call(bench, 'SUBSCRIBE', {}, 'SPEAKING_STOP')).toEqual(
      expect.objectContaining({ evt: null }),
    )
  })
})
