import type { Application } from '../discord/applicationApi.ts'
import { isRefusal } from '../discord/callDiscord.ts'
import type { Setup } from './setupContext.ts'
import { DISCORD_AWAY, type Step, step } from './step.ts'

export interface CheckedCredentials {
  readonly steps: readonly Step[]
  /** Null where the bot's token leads to none, or to another one than the environment names. */
  readonly application: Application | null
}

/** Whether what the environment says of the application is what Discord says of it. */
export async function checkCredentials(setup: Setup): Promise<CheckedCredentials> {
  const { api, config, portal } = setup
  const token = step('Bot token')
  const answer = await api.application()
  if (!answer.ok) return { steps: [token.wrong(DISCORD_AWAY)], application: null }
  if (isRefusal(answer.value)) {
    const line = 'Discord refuses DISCORD_BOT_TOKEN. Bot → Reset Token makes a new one.'
    return { steps: [token.wrong(line, portal.bot)], application: null }
  }
  const application = answer.value
  const accepted = token.ok(`It is that of the application ${quote(application.name)}.`)
  if (application.id !== config.discord.clientId) {
    const line =
      `DISCORD_CLIENT_ID is ${config.discord.clientId}, but the token belongs to ${application.id}. ` +
      'General Information → Application ID is the one to copy, of the same application.'
    return { steps: [accepted, step('Application id').wrong(line, portal.information)], application: null }
  }
  const steps = [
    accepted,
    step('Application id').ok(application.id),
    checkKey(application, setup),
    await checkSecret(setup),
  ]
  return { steps, application }
}

/** Names come from outside, and a terminal obeys what isn't letters. */
export const quote = (name: string) => `“${name.replaceAll(/\p{C}/gu, '')}”`

function checkKey(application: Application, { config, portal }: Setup): Step {
  const { ok, wrong } = step('Public key')
  const isRight = application.verify_key.toLowerCase() === config.discord.publicKey.toLowerCase()
  if (isRight) return ok('DISCORD_PUBLIC_KEY is that of the application.')
  return wrong(
    'DISCORD_PUBLIC_KEY is not that of the application. General Information → Public Key is the one to copy.',
    portal.information,
  )
}

async function checkSecret({ api, config, portal }: Setup): Promise<Step> {
  const { ok, byHand, wrong } = step('Client secret')
  const answer = await api.clientToken(config.discord.clientSecret)
  if (!answer.ok) return wrong(DISCORD_AWAY)
  if (!isRefusal(answer.value)) return ok('Discord takes it.')
  const { refused } = answer.value
  if (refused !== 401)
    return byHand(`Discord doesn't say whether DISCORD_CLIENT_SECRET is right (${refused}).`)
  return wrong('Discord refuses DISCORD_CLIENT_SECRET. OAuth2 → Reset Secret makes a new one.', portal.oauth2)
}
