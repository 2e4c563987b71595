import type { Messages } from '../../messages/en.ts'
import type { FaceInfo } from './facesOf.ts'
import type { Scene } from './scene.ts'

/** As many names as fit into a line. */
const MOST_NAMES = 3

/** What the stage is at, in one line; null where there is nothing to say, or nothing yet. */
export function sceneText(
  scene: Scene,
  faces: readonly FaceInfo[],
  { room, queue }: Messages,
): string | null {
  switch (scene.kind) {
    case 'idle':
    case 'playing':
      return null
    case 'loading':
      return scene.late ? room.failed.timedOut : room.loading
    case 'buffering':
      return room.buffering
    case 'paused': {
      const by = faces.find(face => face.id === scene.byId)
      if (by === undefined) return room.paused
      return by.isSelf ? room.pausedByYou : room.pausedBy(by.name)
    }
    case 'waiting':
      return scene.shown === 'names' || scene.shown === 'offer'
        ? waitingText(scene.forIds, faces, room)
        : null
    case 'ended':
      return room.ended
    case 'upNext':
      return queue.upNext(scene.video)
    case 'failed':
      return room.failed[scene.failure.kind]
  }
}

function waitingText(forIds: readonly string[], faces: readonly FaceInfo[], room: Messages['room']): string {
  const missing = faces.filter(face => forIds.includes(face.id))
  const names = missing.filter(face => !face.isSelf).map(face => face.name)
  if (names.length === 0) return missing.length > 0 ? room.waitingForYou : room.waiting
  if (names.length <= MOST_NAMES) return room.waitingFor(names)
  return room.waitingForMany(names.slice(0, MOST_NAMES), names.length - MOST_NAMES)
}
