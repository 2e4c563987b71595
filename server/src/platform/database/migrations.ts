import type { Migration } from 'kysely/migration'
import { up as createRoomsAndSignIns } from './migrations/0001_rooms_and_sign_ins.ts'
import { up as createSurfacesAndServices } from './migrations/0002_surfaces_and_services.ts'
import * as guildConfigs from './migrations/0003_guild_configs.ts'
import * as idempotency from './migrations/0004_idempotency.ts'
import { up as createKalturaUsers } from './migrations/0005_kaltura_users.ts'
import { up as createClaimedInteractions } from './migrations/0006_claimed_interactions.ts'
import { up as createLaunches } from './migrations/0007_launches.ts'
import { up as createDiscordEvents } from './migrations/0008_discord_events.ts'
import { up as createMeetings } from './migrations/0009_meetings.ts'
import { up as createOutbox } from './migrations/0010_outbox.ts'
import { up as addPlaceOfWishes } from './migrations/0011_queued_wishes.ts'
import { up as addPlacesOfRooms } from './migrations/0012_room_places.ts'
import { up as createPersonalSettings } from './migrations/0013_personal_settings.ts'
import { up as createRoomLinks } from './migrations/0015_room_links.ts'
import { up as createComments } from './migrations/0016_comments.ts'

/** In order of their names; one that has been released is never edited. */
export const migrations: Record<string, Migration> = {
  '0001_rooms_and_sign_ins': { up: createRoomsAndSignIns },
  '0002_surfaces_and_services': { up: createSurfacesAndServices },
  '0003_guild_configs': guildConfigs,
  '0004_idempotency': idempotency,
  '0005_kaltura_users': { up: createKalturaUsers },
  '0006_claimed_interactions': { up: createClaimedInteractions },
  '0007_launches': { up: createLaunches },
  '0008_discord_events': { up: createDiscordEvents },
  '0009_meetings': { up: createMeetings },
  '0010_outbox': { up: createOutbox },
  '0011_queued_wishes': { up: addPlaceOfWishes },
  '0012_room_places': { up: addPlacesOfRooms },
  '0013_personal_settings': { up: createPersonalSettings },
  '0015_room_links': { up: createRoomLinks },
  '0016_comments': { up: createComments },
}
