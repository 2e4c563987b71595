import {
  ApplicationWebhookEventStatus,
  ApplicationWebhookEventType,
  type RESTPatchCurrentApplicationJSONBody,
} from 'discord-api-types/v10'
import type { Application } from '../discord/applicationApi.ts'
import { isRefusal } from '../discord/callDiscord.ts'
import { probeEndpoint } from './probeEndpoint.ts'
import type { Setup } from './setupContext.ts'
import { DISCORD_AWAY, type Step, step } from './step.ts'

/** What Discord tells us of by itself. */
const EVENT_TYPES = [
  ApplicationWebhookEventType.ApplicationAuthorized,
  ApplicationWebhookEventType.ApplicationDeauthorized,
] as const

interface Endpoint {
  readonly name: string
  readonly url: string
  /** Whether Discord has it as it should be. */
  readonly isSet: boolean
  readonly wanted: RESTPatchCurrentApplicationJSONBody
  /** Where to click instead. */
  readonly where: string
  readonly page: string
}

/** The two addresses that Discord sends to. */
export async function checkEndpoints(application: Application, setup: Setup): Promise<readonly Step[]> {
  const steps: Step[] = []
  for (const endpoint of [interactionsOf(application, setup), eventsOf(application, setup)])
    steps.push(await checkEndpoint(endpoint, setup))
  return steps
}

function interactionsOf(application: Application, { publicUrl, portal }: Setup): Endpoint {
  const url = `${publicUrl}/api/v1/discord/interactions`
  return {
    name: 'Interactions URL',
    url,
    isSet: application.interactions_endpoint_url === url,
    wanted: { interactions_endpoint_url: url },
    where: 'General Information → Interactions Endpoint URL',
    page: portal.information,
  }
}

function eventsOf(application: Application, { publicUrl, portal }: Setup): Endpoint {
  const url = `${publicUrl}/api/v1/discord/events`
  const isOn = application.event_webhooks_status === ApplicationWebhookEventStatus.Enabled
  const types = new Set([...application.event_webhooks_types, ...EVENT_TYPES])
  const hasTypes = EVENT_TYPES.every(type => application.event_webhooks_types.includes(type))
  return {
    name: 'Events URL',
    url,
    isSet: application.event_webhooks_url === url && isOn && hasTypes,
    wanted: {
      event_webhooks_url: url,
      event_webhooks_status: ApplicationWebhookEventStatus.Enabled,
      // Whatever else somebody has switched on stays on: what comes of it is acknowledged.
      event_webhooks_types: Object.values(ApplicationWebhookEventType).filter(type => types.has(type)),
    },
    where: `Webhooks → Endpoint URL, Events on, ${EVENT_TYPES.join(' and ')}`,
    page: portal.webhooks,
  }
}

async function checkEndpoint(endpoint: Endpoint, { http, api, check }: Setup): Promise<Step> {
  const { name, url, isSet, wanted, where, page } = endpoint
  const { ok, fixed, wrong } = step(name)
  // Discord tries it before it takes it, and would only say that it didn't like it.
  const problem = await probeEndpoint({ http, url })
  if (problem !== null) return wrong(problem)
  if (isSet) return ok(url)
  if (check)
    return wrong(`Discord has another one, or none. Run this without --check, or: ${where} → ${url}.`, page)
  const answer = await api.change(wanted)
  if (!answer.ok) return wrong(DISCORD_AWAY)
  if (!isRefusal(answer.value)) return fixed(url)
  return wrong(
    `Discord has tried ${url} and doesn't take it (${answer.value.refused}). ` +
      'It has to be reachable from outside by https, with the DISCORD_PUBLIC_KEY of this application.',
    page,
  )
}
