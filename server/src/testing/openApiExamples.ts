/** What an example call can build on. */
export interface ExampleGround {
  /** An access token of somebody in an Activity. */
  readonly memberToken: string
  /** Of that person's picture, below `/api/v1`. */
  readonly avatarPath: string
  /** The credential of a service that may hand out everything. */
  readonly credential: string
  /** What a page sends to sign in; good for once. */
  launch(): Promise<unknown>
  /** Good for once. */
  newRefreshToken(): Promise<string>
  /** Id of a meeting that has just begun, of the member. */
  newMeeting(): Promise<string>
  /** Id of a link into the member's room, and what stands in it; good for once. */
  newRoomLink(): Promise<{ readonly id: string; readonly token: string }>
  /** What stands in a personal link of the member; good for once. */
  newJoinToken(): Promise<string>
  /** What a browser holds that has opened one. */
  newVisit(): Promise<string>
}

export interface ExampleCall {
  /** Below `/api/v1`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface Example {
  readonly call: (ground: ExampleGround) => ExampleCall | Promise<ExampleCall>
  /** The same with something in it that can't be right; those answers have to be documented as well. */
  readonly wrong: readonly ((ground: ExampleGround) => ExampleCall)[]
}

const asMember = ({ memberToken }: ExampleGround) => ({ authorization: `Bearer ${memberToken}` })

const plain = (path: string): Example => ({ call: () => ({ path }), wrong: [] })

const ofMember = (path: string, ...wrong: readonly string[]): Example => ({
  call: ground => ({ path, headers: asMember(ground) }),
  wrong: wrong.map(each => ground => ({ path: each, headers: asMember(ground) })),
})

const creating = (path: string, ...wrong: readonly string[]): Example => ({
  ...ofMember(path, ...wrong),
  wrong: [
    ...ofMember(path, ...wrong).wrong,
    ground => ({ path, headers: { ...asMember(ground), 'idempotency-key': 'no spaces' } }),
  ],
})

const asService = ({ credential }: ExampleGround) => ({ authorization: `Bearer ${credential}` })

/** The server of the sandbox, which the member of the examples owns. */
const CONFIG = '/config/1200000000000000001'
const ELSEWHERE = '/config/1'

/** A change; nobody else changes anything meanwhile. */
const changing = (path: string, body?: unknown): Example => ({
  call: ground => ({ path, headers: asMember(ground), ...(body !== undefined && { body }) }),
  wrong: [
    ground => ({
      path: path.replace(CONFIG, ELSEWHERE),
      headers: asMember(ground),
      ...(body !== undefined && { body }),
    }),
    ground => ({
      path,
      headers: { ...asMember(ground), 'if-match': '"other"' },
      ...(body !== undefined && { body }),
    }),
  ],
})

/** Of a meeting of the member's. */
const ofMeeting = (after = ''): Example => ({
  call: async ground => ({
    path: `/meetings/${await ground.newMeeting()}${after}`,
    headers: asMember(ground),
  }),
  wrong: ['/meetings/0000000000', '/meetings/junk', '/meetings/0000000000'].map((path, index) => ground => ({
    path: `${path}${after}${index === 2 ? '?guildId=1200000000000000002' : ''}`,
    headers: asMember(ground),
  })),
})

const visiting = (path: string): Example => ({
  call: async ({ newVisit }) => ({ path, headers: { authorization: `Bearer ${await newVisit()}` } }),
  wrong: [() => ({ path, headers: { authorization: `Bearer ${'x'.repeat(43)}` } })],
})

const MEETING = { type: 'meeting', title: 'Weekly' }
const startingMeeting = (body: unknown) => (ground: ExampleGround) => ({
  path: '/meetings',
  headers: asMember(ground),
  body,
})

const TOKEN_REQUEST = { discordId: '1400000000000000001', username: 'ana', roles: ['moderator'] }

const PREFERENCES = {
  version: 1,
  changedAtMs: 1_790_000_000_000,
  volume: 0.8,
  muted: false,
  captions: {
    on: true,
    track: { language: 'de', label: 'Deutsch' },
    style: { size: 'large', position: 'bottom', background: 'dimmed' },
  },
  audio: null,
  quality: null,
  offsetMs: 200,
  panel: 'people',
  hints: [],
}

/** One call of each operation that is to succeed, and some that are not. Whoever adds an operation adds its example. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'health.live': plain('/live'),
  'health.ready': plain('/ready'),
  'health.health': plain('/health'),
  'health.status': plain('/status'),
  'health.metrics': plain('/metrics'),
  'docs.openApi': plain('/openapi.json'),
  'auth.discord': {
    call: async ({ launch }) => ({ path: '/auth/discord', body: await launch() }),
    wrong: [
      () => ({ path: '/auth/discord' }),
      () => ({ path: '/auth/discord', body: {} }),
      () => ({ path: '/auth/discord', body: { code: 'x', codeVerifier: 'x'.repeat(43), instanceId: 'x' } }),
      () => ({ path: '/auth/discord', headers: { 'content-type': 'text/plain' }, body: {} }),
      () => ({ path: '/auth/discord', body: { code: 'x'.repeat(70_000) } }),
    ],
  },
  'auth.refresh': {
    call: async ({ newRefreshToken }) => ({
      path: '/auth/refresh',
      body: { refreshToken: await newRefreshToken() },
    }),
    wrong: [
      () => ({ path: '/auth/refresh', body: { refreshToken: '' } }),
      () => ({ path: '/auth/refresh', body: { refreshToken: 'unknown' } }),
    ],
  },
  'auth.token': {
    call: ground => ({ path: '/auth/token', headers: asService(ground), body: TOKEN_REQUEST }),
    wrong: [
      ground => ({
        path: '/auth/token',
        headers: asService(ground),
        body: { ...TOKEN_REQUEST, discordId: 'ana' },
      }),
      ground => ({ path: '/auth/token', headers: asMember(ground), body: TOKEN_REQUEST }),
      ground => ({
        path: '/auth/token',
        headers: asService(ground),
        body: { ...TOKEN_REQUEST, scopes: ['meetings:write'] },
      }),
    ],
  },
  'auth.validate': {
    call: ground => ({
      path: '/auth/validate',
      headers: asService(ground),
      body: { token: ground.memberToken },
    }),
    wrong: [
      ground => ({ path: '/auth/validate', headers: asService(ground), body: {} }),
      ground => ({ path: '/auth/validate', headers: asMember(ground), body: { token: 'of somebody else' } }),
    ],
  },
  'preferences.get': ofMember('/me/preferences'),
  'preferences.put': {
    call: ground => ({ path: '/me/preferences', headers: asMember(ground), body: PREFERENCES }),
    wrong: [
      ground => ({ path: '/me/preferences', headers: asMember(ground), body: { ...PREFERENCES, volume: 2 } }),
      ground => ({ path: '/me/preferences', headers: asMember(ground), body: { ...PREFERENCES, more: 1 } }),
      ground => ({
        path: '/me/preferences',
        headers: asMember(ground),
        body: { ...PREFERENCES, version: 9 },
      }),
    ],
  },
  'config.view': ofMember(CONFIG, ELSEWHERE, `${CONFIG}?section=none`, '/config/junk'),
  'config.history': ofMember(`${CONFIG}/history`, `${ELSEWHERE}/history`, `${CONFIG}/history?limit=0`),
  'config.choices': ofMember(`${CONFIG}/choices`, `${ELSEWHERE}/choices`, '/config/junk/choices'),
  'config.update': changing(CONFIG, { notifications: { types: { user_join: true } } }),
  'config.reset': changing(CONFIG),
  'config.resetSection': changing(`${CONFIG}/features`),
  'meetings.list': ofMember('/meetings', '/meetings?guildId=junk', '/meetings?guildId=1200000000000000002'),
  'meetings.get': ofMeeting(),
  'meetings.start': {
    call: startingMeeting(MEETING),
    wrong: [
      {},
      { ...MEETING, title: 'x'.repeat(101) },
      { ...MEETING, startsAt: '2020-01-01T00:00:00Z' },
      { ...MEETING, guildId: '1200000000000000002' },
    ].map(startingMeeting),
  },
  'meetings.end': ofMeeting(),
  'meetings.join': ofMeeting('/join'),
  'rooms.links.make': {
    call: ground => ({ path: '/rooms/links', headers: asMember(ground), body: { maxUses: 5 } }),
    wrong: [{ maxUses: 0 }, { maxUses: 26 }, { lifetimeS: 1 }].map(body => (ground: ExampleGround) => ({
      path: '/rooms/links',
      headers: asMember(ground),
      body,
    })),
  },
  'rooms.links.list': ofMember('/rooms/links'),
  'rooms.links.revoke': {
    call: async ground => ({
      path: `/rooms/links/${(await ground.newRoomLink()).id}`,
      headers: asMember(ground),
    }),
    wrong: [
      ground => ({ path: '/rooms/links/junk', headers: asMember(ground) }),
      ground => ({ path: '/rooms/links/0f8fad5b-d9cb-469f-a165-70867728950e', headers: asMember(ground) }),
    ],
  },
  'rooms.links.revokeAll': ofMember('/rooms/links'),
  'join.room': {
    call: async ({ newRoomLink }) => ({
      path: '/join/room',
      body: { token: (await newRoomLink()).token, name: 'Nora' },
    }),
    wrong: [
      () => ({ path: '/join/room', body: { token: 'x', name: 'Nora' } }),
      () => ({ path: '/join/room', body: { token: 'x'.repeat(43), name: 'Nora' } }),
      () => ({ path: '/join/room', body: { token: 'x'.repeat(43) } }),
    ],
  },
  'auth.browser.begin': {
    call: async ({ newRoomLink }) => ({
      path: '/auth/discord/browser/begin',
      body: { token: (await newRoomLink()).token },
    }),
    wrong: ['x', 'x'.repeat(43)].map(token => () => ({
      path: '/auth/discord/browser/begin',
      body: { token },
    })),
  },
  'join.open': {
    call: async ({ newJoinToken }) => ({ path: '/join/open', body: { token: await newJoinToken() } }),
    wrong: [{}, { token: '' }, { token: 'junk' }, { token: 'x'.repeat(43) }].map(body => () => ({
      path: '/join/open',
      body,
    })),
  },
  'join.view': visiting('/join'),
  'join.enter': visiting('/join/enter'),
  'videos.list': ofMember('/videos?limit=3', '/videos?limit=0', '/videos?cursor=junk'),
  'videos.search': ofMember(
    '/videos/search?q=test%20card',
    '/videos/search',
    `/videos/search?q=${'x'.repeat(201)}`,
  ),
  'videos.get': ofMember(
    '/videos/0_testcard',
    '/videos/0_none',
    '/videos/junk',
    `/videos/${'x'.repeat(101)}`,
  ),
  'collections.list': ofMember(
    '/collections?limit=2',
    '/collections?limit=0',
    '/collections?cursor=junk',
    `/collections?q=${'x'.repeat(201)}`,
  ),
  'collections.videos': ofMember(
    '/collections/playlist/0_winter/videos?limit=2',
    '/collections/playlist/0_none/videos',
    '/collections/playlist/junk/videos',
    '/collections/category/1/videos',
    '/collections/channel/1/videos',
    '/collections/category/310002/videos?limit=0',
  ),
  'videos.access': {
    call: ground => ({
      path: '/videos/access',
      headers: asMember(ground),
      body: { entryIds: ['0_testcard', '0_lecture'] },
    }),
    wrong: [{}, { entryIds: [] }, { entryIds: ['junk'] }, { entryIds: Array(21).fill('0_testcard') }].map(
      body => ground => ({ path: '/videos/access', headers: asMember(ground), body }),
    ),
  },
  'videos.comments': ofMember('/videos/0_lecture/comments', '/videos/0_lecture/comments?cursor=junk'),
  'videos.moments': ofMember('/videos/0_lecture/moments', '/videos/0_none/moments'),
  'videos.searchCaptions': ofMember(
    '/videos/0_lecture/captions/search?q=server',
    '/videos/0_lecture/captions/search',
    '/videos/0_lecture/captions/search?q=a&language=fr',
    '/videos/0_science/captions/search?q=tides',
    '/videos/0_none/captions/search?q=a',
  ),
  'videos.slices': {
    call: () => ({ path: '/videos/0_testcard/slices' }),
    wrong: [() => ({ path: '/videos/0_none/slices' })],
  },
  'kaltura.video': ofMember('/kaltura/video/1_live', '/kaltura/video/0_none'),
  'videos.session': creating('/videos/0_testcard/session', '/videos/0_none/session'),
  'videos.play': creating('/videos/0_testcard/play', '/videos/0_none/play'),
  'videos.thumbnail': {
    call: () => ({ path: '/videos/0_testcard/thumbnail?width=160' }),
    wrong: [
      () => ({ path: '/videos/0_testcard/thumbnail?width=wide' }),
      () => ({ path: '/videos/0_none/thumbnail' }),
    ],
  },
  'avatars.get': {
    call: ({ avatarPath }) => ({ path: avatarPath }),
    wrong: [() => ({ path: '/avatars/junk/hash' }), () => ({ path: '/avatars/1/none' })],
  },
}
