import { describe, expect, it } from 'vitest'
import { createNotices } from '../features/room/createNotices.ts'
import type { RoomScreenView } from '../features/room/createRoomModel.ts'
import { createLanguage } from '../messages/language.ts'
import { EMPTY_PLAYER_VIEW as EMPTY } from '../sync/emptyPlayerView.ts'
import { createStore } from '../sync/store.ts'
import { createAnnouncer } from './createAnnouncer.ts'

const PLAYING: RoomScreenView = {
  scene: { kind: 'playing' },
  video: null,
  faces: [],
  comingIn: [],
  wantsToPlay: true,
  rate: 1,
  player: { ...EMPTY, live: false },
  connection: 'online',
}

const APART = {
  playing: true,
  ended: false,
  rate: 1,
  behindS: 0,
  catchingUp: false,
  canCatchUp: false,
}

describe('what is read out', () => {
  it('is read out again when it happens again', () => {
    const screen = createStore(PLAYING)
    const notices = createNotices()
    const announcer = createAnnouncer({ screen, notices }, createLanguage().text)
    const heard: string[] = []
    announcer.said.subscribe(() => heard.push(announcer.said.get()))
    for (let times = 0; times < 3; times++) {
      screen.set({ ...PLAYING, scene: { kind: 'paused', byId: null } })
      screen.set(PLAYING)
    }
    expect(heard).toHaveLength(3)
    expect(new Set(heard.map(sentence => sentence.trim())).size).toBe(1)
    announcer.close()
    notices.close()
  })

  it('is all that has happened at one moment', () => {
    const screen = createStore<RoomScreenView>({ ...PLAYING, player: { ...PLAYING.player, apart: APART } })
    const notices = createNotices()
    const { text } = createLanguage()
    const announcer = createAnnouncer({ screen, notices }, text)
    screen.set({ ...PLAYING, scene: { kind: 'paused', byId: null } })
    const { personal } = text.get().messages
    expect(announcer.said.get()).toMatch(new RegExp(`^${personal.backInStep} [^.]+$`))
    announcer.close()
    notices.close()
  })

  it('is that a video doesn’t come, and not that it loads', () => {
    const screen = createStore(PLAYING)
    const notices = createNotices()
    const { text } = createLanguage()
    const announcer = createAnnouncer({ screen, notices }, text)
    screen.set({ ...PLAYING, scene: { kind: 'loading', late: false } })
    expect(announcer.said.get()).toBe('')
    screen.set({ ...PLAYING, scene: { kind: 'loading', late: true } })
    expect(announcer.said.get()).toBe(text.get().messages.room.failed.timedOut)
    announcer.close()
    notices.close()
  })
})
