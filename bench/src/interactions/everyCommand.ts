/** What somebody does in the sandbox's text channel, as `POST /sandbox/interactions` takes it. */
export type Wish = Readonly<Record<string, unknown>>

const VIDEO = '0_testcard'
/** In the voice channel; the other one isn't. */
const VIEWER = 'ana'
const PASSER_BY = 'ben'
const VOICE_CHAT = 'movie-night'

const typing = (command: string, name: string, value: string, options: object = {}): Wish => ({
  user: VIEWER,
  autocomplete: command,
  focused: { name, value },
  options,
})
const run = (command: string, options: object = {}, more: object = {}): Wish => ({
  user: VIEWER,
  command,
  options,
  ...more,
})

/** All commands in all the ways that they may come, round by round, each round with other words. */
export const everyCommand = (round: number): readonly Wish[] => [
  run('launch', {}, { channel: VOICE_CHAT }),
  run('launch'),
  run('launch', {}, { user: PASSER_BY }),
  typing('kaltura-watch', 'video', `test ${round}`),
  typing('kaltura-watch', 'video', 'test'),
  run('kaltura-watch', { video: VIDEO }, { channel: VOICE_CHAT }),
  run('kaltura-watch', { video: VIDEO }, { user: PASSER_BY }),
  run('kaltura-watch', { video: `0_unseen${round}` }, { channel: VOICE_CHAT }),
  run('kaltura-watch', { video: `some words ${round}` }),
  run('kaltura-video-search', { query: `words ${round}`, limit: 3 }),
  run('kaltura-video-search', { query: 'test' }, { user: PASSER_BY }),
  run('kaltura-config-view', { section: 'all' }),
  typing('kaltura-config-update', 'key', 'user', { section: 'features' }),
  run('kaltura-config-update', { section: 'features', key: 'user_sync', value: String(round % 2 === 0) }),
  run('kaltura-config-update', { section: 'features', key: 'user_sync' }),
  run('kaltura-config-reset', { section: 'features', confirm: true }),
  run('kaltura-config-reset', { section: 'roles' }),
  run('kaltura-config-view', { section: 'roles' }, { user: PASSER_BY }),
]
