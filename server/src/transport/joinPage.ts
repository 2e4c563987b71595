import type { JoinConfig } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { type RequestHandler, Router } from 'express'
import { otherMethods } from '../platform/http/operationRouter.ts'
import { createClientPage } from './clientPage.ts'

/** What a meeting takes, for this page to hand on to the frame with the room. */
const HANDED_ON = ['camera', 'microphone', 'display-capture', 'autoplay', 'fullscreen', 'speaker-selection']
/** What nothing in here has to do with. */
const TO_NOBODY = ['geolocation', 'payment', 'usb', 'serial', 'midi']

/** Our own files, Kaltura's pages in a frame, and no frame around this one. */
const contentPolicy = (kafOrigin: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // What a camera shows in the device check.
    "media-src 'self' blob:",
    `frame-src ${kafOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const permissionsPolicy = (kafOrigin: string) =>
  [
    ...HANDED_ON.map(feature => `${feature}=(self "${kafOrigin}")`),
    ...TO_NOBODY.map(feature => `${feature}=()`),
  ].join(', ')

interface JoinPageOptions {
  /** Where the built client is. */
  readonly directory: string
  /** Where rooms are entered. */
  readonly kafUrl: string
}

/**
 * `/join/<token>`: the page that takes somebody into a meeting. It is the same whatever stands behind `/join/`, holds
 * nothing of the meeting and spends nothing, since whoever shows links to others (Discord among them) loads it first;
 * its script opens the link.
 */
export function createJoinPage({ directory, kafUrl }: JoinPageOptions): Router {
  const { origin } = new URL(kafUrl)
  const config: JoinConfig = { kafOrigin: origin }
  const page = { directory, file: 'join.html', configId: 'join-config', config }
  const send = createClientPage(page, fromTheRoot)
  const policy = contentPolicy(origin)
  const permissions = permissionsPolicy(origin)
  const sendPage: RequestHandler = (_request, response) => {
    response
      .set('Content-Security-Policy', policy)
      .set('Permissions-Policy', permissions)
      .set('X-Frame-Options', 'DENY')
      .set('Cross-Origin-Opener-Policy', 'same-origin')
      .set('X-Robots-Tag', 'noindex')
    return send(response)
  }
  const others = otherMethods(['GET'])
  // As middleware, since a path that is read as a route has its escapes looked at.
  return Router().use('/join', (request, response, next) =>
    request.method === 'GET' || request.method === 'HEAD'
      ? sendPage(request, response, next)
      : others(request, response, next),
  )
}

/** The client is built to be found beside its page, and this page isn't where its file is. */
const fromTheRoot = (page: string) => page.replaceAll(/(\s(?:src|href)=")\.\//g, '$1/')
