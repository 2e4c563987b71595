import type { MemberState } from '@kaltura-discord/shared/protocol/frames.ts'
import { canBeHost, hostOf } from '@kaltura-discord/shared/room/mayControl.ts'
import type { Participant } from '../../host/host.ts'
import { keepSame } from '../../sync/keepSame.ts'
import type { PlayerView } from '../../sync/playerView.ts'
import type { RoomView } from '../../sync/roomView.ts'
import type { FaceState } from '../../ui/Face.tsx'

/** A joiner's first sign of life takes a moment; until then nobody calls its connection lost. */
const FIRST_SIGN_MS = 4_000

export interface FaceInfo {
  readonly id: string
  readonly name: string
  readonly avatarUrl: string | null
  readonly isSelf: boolean
  readonly isHost: boolean
  /** Whether the host may hand over to them. */
  readonly canBeHost: boolean
  /** Came by a link, in a browser outside Discord. */
  readonly isGuest: boolean
  /** `here`: nothing is on. `away`: its connection is lost. */
  readonly state: MemberState | 'here' | 'away'
  /** Seconds, positive is behind; null unless they are catching up. */
  readonly behindS: number | null
}

/** Everybody in the room in the order they came, with how they are doing. */
export function facesOf(view: RoomView, player: PlayerView, nowMs: number): readonly FaceInfo[] {
  const members = view.room?.members ?? []
  const hostId = view.room && hostOf(view.room)
  return members.map(({ id, displayName: name, avatarUrl, joinedAtMs, apart, guest: isGuest }) => {
    const isSelf = id === view.memberId
    const known = isSelf ? player : view.presence[id]
    const isNew = nowMs - joinedAtMs < FIRST_SIGN_MS
    return {
      id,
      name,
      avatarUrl,
      isSelf,
      isHost: id === hostId,
      canBeHost: view.room !== null && canBeHost(view.room, id),
      isGuest,
      ...doing(known, { isNew, isOn: view.room?.video !== null, apart }),
    }
  })
}

/** Looks again at most this often for what only time changes, ms. */
const LOOK_MS = 1_000

/** The same, without going through everybody several times a second: that is how often the own player tells where it is. */
export function createFacesOf(): typeof facesOf {
  let faces: readonly FaceInfo[] = []
  let seen: readonly unknown[] = []
  return (view, player, nowMs) => {
    const { room, presence, memberId } = view
    const behindS = player.state === 'catchingUp' ? player.errorS : null
    const now = [room, presence, memberId, player.state, behindS, Math.floor(nowMs / LOOK_MS)]
    if (seen.length === 0 || now.some((each, index) => !Object.is(each, seen[index])))
      faces = keepSame(faces, facesOf(view, player, nowMs))
    seen = now
    return faces
  }
}

type Sign = { readonly state: MemberState; readonly errorS: number | null }

interface Known {
  readonly isNew: boolean
  readonly isOn: boolean
  readonly apart: boolean
}

function doing(sign: Sign | undefined, { isNew, isOn, apart }: Known) {
  if (sign === undefined) return { state: isNew ? 'here' : 'away', behindS: null } as const
  if (!isOn) return { state: 'here', behindS: null } as const
  // Whatever else their player does is their own business, until they come back.
  if (apart && sign.state !== 'catchingUp') return { state: 'apart', behindS: null } as const
  return { state: sign.state, behindS: sign.state === 'catchingUp' ? sign.errorS : null }
}

/** Those who have the Activity open and aren't in the room yet: still signing in. */
export function comingIn(view: RoomView, participants: readonly Participant[]): readonly Participant[] {
  const members = new Set(view.room?.members.map(member => member.id))
  return participants.filter(participant => !members.has(participant.id))
}

/** The same, without going through everybody as long as they are the same. */
export function createComingIn(): typeof comingIn {
  let coming: readonly Participant[] = []
  let members: unknown
  let known: readonly Participant[] | null = null
  return (view, participants) => {
    if (known === participants && members === view.room?.members) return coming
    known = participants
    members = view.room?.members
    coming = comingIn(view, participants)
    return coming
  }
}

const RINGS: Readonly<Record<FaceInfo['state'], FaceState>> = {
  inStep: 'calm',
  here: 'calm',
  loading: 'buffering',
  buffering: 'buffering',
  catchingUp: 'catchingUp',
  hidden: 'dimmed',
  apart: 'dimmed',
  away: 'dimmed',
  failed: 'trouble',
}

export const ringOf = (face: FaceInfo): FaceState => RINGS[face.state]

/** The faces there is room for, those that fall behind first and those who are away last, and how many are left over. */
export function foldFaces(
  faces: readonly FaceInfo[],
  room: number,
): { shown: readonly FaceInfo[]; more: number } {
  if (faces.length <= room) return { shown: faces, more: 0 }
  const kept = new Set([...faces].sort((a, b) => urgency(b) - urgency(a)).slice(0, room - 1))
  return { shown: faces.filter(face => kept.has(face)), more: faces.length - kept.size }
}

function urgency(face: FaceInfo): number {
  const ring = ringOf(face)
  if (ring === 'dimmed') return -1
  return ring === 'calm' ? 0 : 1
}
