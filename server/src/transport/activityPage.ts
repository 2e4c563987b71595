import type { ActivityConfig } from '@kaltura-discord/shared/protocol/http.ts'
import type { RequestHandler } from 'express'
import type { Config } from '../config.ts'
import { createClientPage } from './clientPage.ts'
import { mapUrl } from './mapUrl.ts'

/** What the client has to know before it can ask anything. */
export function activityConfigOf(config: Config, playerPath: string): ActivityConfig {
  const { kaltura, discord, activity } = config
  const mapped = (url: string) => mapUrl(url, activity.urlMappings) ?? url
  return {
    discordClientId: discord.clientId,
    player: {
      scriptUrl: kaltura.playerUrl ? mapped(kaltura.playerUrl) : playerPath,
      partnerId: kaltura.partnerId,
      uiConfId: kaltura.uiConfId,
      serviceUrl: mapped(kaltura.apiEndpoint),
      cdnUrl: mapped(new URL(kaltura.apiEndpoint).origin).replace(/\/+$/, ''),
    },
    urlMappings: [...activity.urlMappings],
    meetings: { kafUrl: mapUrl(kaltura.rooms.kafUrl, activity.urlMappings)?.replace(/\/+$/, '') ?? null },
  }
}

/** The Activity's page with its configuration in it. */
export function createActivityPage(directory: string, config: ActivityConfig): RequestHandler {
  const send = createClientPage({ directory, file: 'index.html', configId: 'activity-config', config })
  return (_request, response) => send(response)
}
