import { APPLICATION, GUILD } from '../identities.ts'
import { botAsUser } from '../resources.ts'
import type { ScheduledEvent } from './scheduledEvents.ts'

const EXTERNAL = 3
const GUILD_ONLY = 2

/** A scheduled event as Discord's API answers it. */
export const eventResource = (event: ScheduledEvent) => ({
  id: event.id,
  guild_id: GUILD.id,
  name: event.name,
  description: event.description,
  channel_id: null,
  creator_id: APPLICATION.id,
  creator: botAsUser,
  image: null,
  scheduled_start_time: new Date(event.startsAtMs).toISOString(),
  scheduled_end_time: new Date(event.endsAtMs).toISOString(),
  status: event.status,
  entity_type: EXTERNAL,
  entity_id: null,
  entity_metadata: { location: event.location },
  privacy_level: GUILD_ONLY,
  recurrence_rule: null,
  guild_scheduled_event_exceptions: [],
})
