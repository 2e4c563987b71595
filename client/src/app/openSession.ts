import type { ActivityConfig } from '@kaltura-discord/shared/protocol/http.ts'
import type { ApiClient } from '../features/api/apiClient.ts'
import { type CommentsDoor, createCommentsDoor } from '../features/comments/createCommentsDoor.ts'
import { type ControlModel, createControl } from '../features/control/createControl.ts'
import { createDiscordDoor, type DiscordDoor } from '../features/discord/createDiscordDoor.ts'
import { createMeetingsDoor, type MeetingsDoor } from '../features/meetings/createMeetingsDoor.ts'
import { createMomentsDoor, type MomentsDoor } from '../features/moments/createMomentsDoor.ts'
import { choicesOf, createPreferences } from '../features/personal/createPreferences.ts'
import { localPreferences } from '../features/personal/localPreferences.ts'
import { createQueueModel, type QueueModel } from '../features/queue/createQueueModel.ts'
import { openAccess } from '../features/queue/openAccess.ts'
import { createNotices } from '../features/room/createNotices.ts'
import { createRoomModel, type RoomModel } from '../features/room/createRoomModel.ts'
import { createSettingsDoor, type SettingsDoor } from '../features/settings/createSettingsDoor.ts'
import { createLibrary, type Library } from '../features/videos/library.ts'
import type { Host } from '../host/host.ts'
import { createKalturaPlayer } from '../player/kalturaPlayer.ts'
import { createPlaybackController } from '../sync/playbackController.ts'
import type { PlaybackController } from '../sync/playerView.ts'
import { createRoomClient } from '../sync/roomClient.ts'
import type { RoomClient } from '../sync/roomView.ts'
import type { SessionAnswer } from '../sync/videoLoading.ts'

/** Everything that lives from signing in to leaving. */
export interface Session {
  readonly host: Host
  readonly api: ApiClient
  readonly room: RoomClient
  readonly player: PlaybackController
  readonly model: RoomModel
  readonly control: ControlModel
  readonly library: Library
  readonly queue: QueueModel
  readonly moments: MomentsDoor
  readonly comments: CommentsDoor
  /** Null outside Discord. */
  readonly discord: DiscordDoor | null
  /** Null where there is no server that could have any. */
  readonly meetings: MeetingsDoor | null
  /** Null where there is no server that could have any. */
  readonly settings: SettingsDoor | null
  close(): void
}

export interface SessionOptions {
  readonly config: ActivityConfig
  readonly host: Host
  readonly api: ApiClient
  /** Null in a call between friends. */
  readonly guildId: string | null
  /** Whose choices are remembered. */
  readonly userId: string
}

export function openSession({ config, host, api, guildId, userId }: SessionOptions): Session {
  const room = createRoomClient({ getToken: fresh => tokenOrThrow(api, fresh) })
  const notices = createNotices()
  const control = createControl({ room, notices })
  const local = localPreferences.read(userId)
  const player = createPlaybackController({
    room,
    mayDo: control.ask,
    choices: local ? choicesOf(local) : undefined,
    player: createKalturaPlayer(config),
    getSession: entryId => getSession(api, entryId),
  })
  const model = createRoomModel({ room, player, participants: host.participants, control, notices })
  const queue = createQueueModel({ room, control, notices, api, partnerId: config.player.partnerId })
  const access = openAccess({ room, api })
  const moments = createMomentsDoor({ api, room: model.screen })
  const comments = createCommentsDoor({ api, room, model, moments })
  const preferences = createPreferences({ api, player, userId, local })
  const discord =
    host.kind === 'browser' ? null : createDiscordDoor({ host, api, config, remembered: preferences })
  const library = createLibrary(api)
  library.load()
  const meetings = guildId === null ? null : createMeetingsDoor({ api, host, config })
  const settings = guildId === null ? null : createSettingsDoor({ api, guildId })
  return {
    host,
    api,
    room,
    player,
    model,
    control,
    library,
    queue,
    moments,
    comments,
    discord,
    meetings,
    settings,
    close() {
      settings?.close()
      meetings?.close()
      preferences.close()
      library.close()
      comments.close()
      moments.close()
      queue.close()
      access.close()
      model.close()
      control.close()
      player.close()
      room.close()
    },
  }
}

async function tokenOrThrow(api: ApiClient, fresh: boolean): Promise<string> {
  const answer = await api.accessToken(fresh)
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}

async function getSession(api: ApiClient, entryId: string): Promise<SessionAnswer> {
  const answer = await api.playbackSession(entryId)
  if (answer.ok) return { ok: true, ks: answer.value.ks, hlsUrl: answer.value.hlsUrl }
  const { code } = answer.error
  // What the server wouldn't give isn't the same as what it couldn't.
  const refused = code === 'forbidden' || code === 'video_not_found' || code === 'not_found'
  return { ok: false, failure: refused ? { kind: 'sessionRefused', message: code } : { kind: 'timedOut' } }
}
