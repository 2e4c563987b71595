import { randomUUID } from 'node:crypto'
import { AliveSchema } from '@kaltura-discord/shared/protocol/http/health.ts'
import type { Setup } from './setupContext.ts'
import { type Step, step } from './step.ts'

/** What the proxy may take, ms. */
const PROXY_TIMEOUT_MS = 5_000
/** Whatever else is there may be long. */
const MAX_PROBED_BYTES = 65_536

/**
 * Discord has no documented call for reading URL mappings, so they are tried from outside, where the Activity asks
 * from. In which order they stand shows in who answers.
 */
export async function checkMappings(setup: Setup): Promise<readonly Step[]> {
  const { config, portal } = setup
  const steps = [await checkRoot(setup)]
  for (const { prefix, target } of config.activity.urlMappings) {
    const name = `Mapping ${prefix}`
    const line = `${prefix} has to lead to ${target}, and to stand before /. Activities → URL Mappings.`
    // Which values a parameter can have is nobody's to guess.
    const isOpen = prefix.includes('{')
    steps.push(
      isOpen ? step(name).byHand(line, portal.urlMappings) : await checkPrefix({ prefix, target }, setup),
    )
  }
  return steps
}

async function checkRoot({ http, activityUrl, publicUrl, portal }: Setup): Promise<Step> {
  const { ok, wrong } = step('Mapping /')
  const answer = await look(http, `${activityUrl}/api/v1/live`)
  if (answer?.isAlive) return ok('It leads to this server.')
  const seen = answer === null ? 'nothing answers' : `something else answers (${answer.status})`
  const host = publicUrl.replace(/^https?:\/\//, '')
  return wrong(
    `It does not lead to this server: at ${activityUrl} ${seen}. Activities → URL Mappings → / to ${host}, last.`,
    portal.urlMappings,
  )
}

async function checkPrefix(
  { prefix, target }: { readonly prefix: string; readonly target: string },
  { http, activityUrl, portal }: Setup,
): Promise<Step> {
  const { ok, wrong } = step(`Mapping ${prefix}`)
  const fix = `Activities → URL Mappings → ${prefix} to ${target}, before /.`
  const answer = await look(http, `${activityUrl}${prefix}/`)
  if (answer === null) return wrong(`Nothing answers there. ${fix}`, portal.urlMappings)
  if (answer.isOurs) return wrong(`This server answers there, and not ${target}. ${fix}`, portal.urlMappings)
  if (answer.status >= 500)
    return wrong(`Discord doesn't reach ${target} (${answer.status}). ${fix}`, portal.urlMappings)
  return ok(`It leads past this server, as it should, to ${target}.`)
}

interface Look {
  readonly status: number
  /** This server gives every answer the id that its request came with. */
  readonly isOurs: boolean
  readonly isAlive: boolean
}

async function look(http: Setup['http'], url: string): Promise<Look | null> {
  const id = randomUUID()
  const signal = AbortSignal.timeout(PROXY_TIMEOUT_MS)
  try {
    const answer = await http.fetch(url, { headers: { 'x-request-id': id }, signal }, 'probe mapping')
    const text = await beginningOf(answer)
    return {
      status: answer.status,
      isOurs: answer.headers.get('x-request-id') === id,
      isAlive: answer.status === 200 && isAlive(text),
    }
  } catch {
    return null
  }
}

async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes > MAX_PROBED_BYTES) break
  }
  return Buffer.concat(chunks).toString('utf8')
}

function isAlive(text: string): boolean {
  try {
    return AliveSchema.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}
