import type { RoomModel, RoomScreenView } from '../features/room/createRoomModel.ts'
import { noticeText } from '../features/room/NoticeLine.tsx'
import { sceneText } from '../features/room/sceneText.ts'
import type { Text } from '../messages/language.ts'
import { createStore, type Store } from '../sync/store.ts'

export interface Announcer {
  /** What a screen reader is to say. */
  readonly said: Store<string>
  close(): void
}

/** A space that nobody sees or hears. */
const NOT_HEARD = '\u00a0'

/** Changes of the room in words, each once, for those who don't see them. What people did themselves isn't told. */
export function createAnnouncer(model: Pick<RoomModel, 'screen' | 'notices'>, text: Store<Text>): Announcer {
  const said = createStore('')
  let before = model.screen.get()
  let sceneBefore = ''
  const say = (sentence: string): void => {
    // The same once more, as when Ana pauses again, is news: only what changes is read out.
    said.set(sentence === said.get() ? `${sentence}${NOT_HEARD}` : sentence)
  }
  const onView = (): void => {
    const view = model.screen.get()
    const news: (string | null)[] = []
    if ((view.player.apart === null) !== (before.player.apart === null))
      news.push(text.get().messages.personal[view.player.apart ? 'apart' : 'backInStep'])
    const scene = spokenScene(view, text.get())
    if (scene !== sceneBefore) {
      sceneBefore = scene
      news.push(scene === '' ? null : scene)
    }
    if (view.connection !== before.connection) news.push(connectionText(view, text.get()))
    if (view.faces !== before.faces) news.push(comingsText(before, view, text.get()))
    before = view
    // At one moment only one sentence can be put there.
    const told = news.filter(each => each !== null)
    if (told.length > 0) say(told.join('. ').replaceAll('.. ', '. '))
  }
  const onNotice = (): void => {
    const notice = model.notices.current.get()
    if (notice) say(noticeText(notice, text.get().messages))
  }
  const stops = [model.screen.subscribe(onView), model.notices.current.subscribe(onNotice)]
  return {
    said,
    close() {
      for (const stop of stops) stop()
    },
  }
}

/** Loading and buffering show, but would chatter unless they last; and what somebody did themselves they know. */
function spokenScene({ scene, faces, player }: RoomScreenView, { messages }: Text): string {
  if (scene.kind === 'buffering' || (scene.kind === 'loading' && !scene.late)) return ''
  if (scene.kind === 'paused' && player.apart !== null) return ''
  if (scene.kind === 'paused' && faces.some(face => face.isSelf && face.id === scene.byId)) return ''
  return sceneText(scene, faces, messages) ?? ''
}

function connectionText({ connection }: RoomScreenView, { messages: { room } }: Text): string | null {
  if (connection === 'offline') return room.offline
  return connection === 'back' ? room.back : null
}

function comingsText(
  before: RoomScreenView,
  view: RoomScreenView,
  { messages: { room } }: Text,
): string | null {
  const known = new Set(before.faces.map(face => face.id))
  const present = new Set(view.faces.map(face => face.id))
  const come = view.faces.find(face => !known.has(face.id) && !face.isSelf)
  const gone = before.faces.find(face => !present.has(face.id))
  // The first look at the room isn't an arrival of everybody in it.
  if (come && before.faces.length > 0) return room.joined(come.name)
  return gone ? room.leftRoom(gone.name) : null
}
