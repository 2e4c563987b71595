import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActivityConfig } from '@kaltura-discord/shared/protocol/http.ts'
import type { RequestHandler } from 'express'
import type { Config } from '../config.ts'
import { sendProblem } from '../platform/http/answer.ts'
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
  }
}

/** The client's page with its configuration in it. Read on each request: pages load seldom and builds change. */
export function createActivityPage(directory: string, config: ActivityConfig): RequestHandler {
  // `<` escaped, so that no value can end the element.
  const json = JSON.stringify(config).replaceAll('<', '\\u003c')
  const element = `<script type="application/json" id="activity-config">${json}</script>`
  return async (_request, response) => {
    const page = await readPage(join(directory, 'index.html'))
    if (page === null)
      return sendProblem(response, {
        code: 'unavailable',
        message: 'The client has not been built yet. Run the build first.',
      })
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(page.replace('</head>', () => `${element}</head>`))
  }
}

async function readPage(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return null
  }
}
