import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { LaunchResponse } from '../hostApi.ts'
import { type Instance, locationOf } from '../world.ts'
import type { launchSchema } from './hostSchemas.ts'

/** The address of a person's Activity with what Discord's client puts into its query. */
export function launchUrl(
  wish: z.infer<typeof launchSchema>,
  instance: Instance,
  proxyPort: number,
): LaunchResponse {
  const origin = personOrigin(wish.user, proxyPort)
  const frameId = randomUUID()
  const location = locationOf(instance.channelId)
  const url = new URL('/', origin)
  const query = {
    instance_id: instance.id,
    location_id: location.id,
    launch_id: instance.launchId,
    ...(wish.customId === undefined ? {} : { custom_id: wish.customId }),
    ...(wish.referrerId === undefined ? {} : { referrer_id: wish.referrerId }),
    ...('guild_id' in location ? { guild_id: location.guild_id } : {}),
    channel_id: instance.channelId,
    frame_id: frameId,
    platform: wish.platform,
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return { instanceId: instance.id, frameId, url: url.href, origin }
}

export function personOrigin(name: string, proxyPort: number): string {
  return `http://${name}.discordsays.localhost:${proxyPort}`
}
