import type { ActivityConfig } from '@kaltura-discord/shared/protocol/http.ts'
import type { RequestHandler } from 'express'
import type { Config } from '../config.ts'
import { createClientPage } from './clientPage.ts'

/** What the client has to know in a browser of its own, where nobody maps addresses. */
export function watchConfigOf({ kaltura, discord }: Config, playerPath: string): ActivityConfig {
  return {
    discordClientId: discord.clientId,
    player: {
      scriptUrl: kaltura.playerUrl ?? playerPath,
      partnerId: kaltura.partnerId,
      uiConfId: kaltura.uiConfId,
      serviceUrl: kaltura.apiEndpoint,
      cdnUrl: new URL(kaltura.apiEndpoint).origin,
    },
    urlMappings: [],
    meetings: { kafUrl: null },
  }
}

interface KalturaHosts {
  readonly kaltura: Pick<Config['kaltura'], 'apiEndpoint'>
  readonly activity: Pick<Config['activity'], 'urlMappings'>
}

/** Kaltura's hosts as the configuration has them, as sources of a policy. */
export function kalturaSources({ kaltura, activity }: KalturaHosts): string[] {
  const { protocol, origin } = new URL(kaltura.apiEndpoint)
  const mapped = activity.urlMappings
    .filter(({ prefix }) => prefix !== '/')
    .map(({ target }) => target.replace(/\/.*$/, ''))
    // A parameter stands for a label; a policy knows that for the leftmost one alone.
    .map(host => host.replace(/^\{\w+\}\./, '*.'))
    .filter(host => /^(?:\*\.)?[\w.:-]+$/.test(host))
    .map(host => `${protocol}//${host}`)
  return [...new Set([origin, ...mapped])]
}

/** Our own files and the player, Kaltura's pictures and streams, and no frame around it. */
function contentPolicy(config: Config): string {
  const kaltura = kalturaSources(config).join(' ')
  const player = config.kaltura.playerUrl === null ? '' : ` ${new URL(config.kaltura.playerUrl).origin}`
  return [
    "default-src 'none'",
    `script-src 'self'${player}`,
    // The player writes style elements.
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${kaltura}`,
    `media-src 'self' blob: data: ${kaltura}`,
    `connect-src 'self' ${kaltura}`,
    "font-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** What nothing in here has to do with. */
const TO_NOBODY = [
  'camera',
  'microphone',
  'display-capture',
  'geolocation',
  'payment',
  'usb',
  'serial',
  'midi',
]

interface WatchPageOptions {
  /** Where the built client is. */
  readonly directory: string
  readonly config: Config
  readonly playerPath: string
}

/**
 * `/watch`: the Activity's client in a browser of its own, for whoever has come in by a link. Its address holds
 * nothing; who somebody is stands in the tab's own storage.
 */
export function createWatchPage({ directory, config, playerPath }: WatchPageOptions): RequestHandler {
  const page = {
    directory,
    file: 'watch.html',
    configId: 'activity-config',
    config: watchConfigOf(config, playerPath),
  }
  const send = createClientPage(page)
  const policy = contentPolicy(config)
  const permissions = TO_NOBODY.map(feature => `${feature}=()`).join(', ')
  return (_request, response) => {
    response
      .set('Content-Security-Policy', policy)
      .set('Permissions-Policy', permissions)
      .set('X-Frame-Options', 'DENY')
      .set('Cross-Origin-Opener-Policy', 'same-origin')
      .set('X-Robots-Tag', 'noindex')
    return send(response)
  }
}
