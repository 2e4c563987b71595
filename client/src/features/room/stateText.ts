import type { Messages } from '../../messages/en.ts'
import type { FaceInfo } from './facesOf.ts'

/** How somebody is doing, in words. */
export function stateText(face: FaceInfo, { people }: Messages): string {
  return face.state === 'catchingUp' ? people.catchingUp(face.behindS) : people[face.state]
}
