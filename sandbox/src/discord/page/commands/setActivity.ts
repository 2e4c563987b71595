import {
  flag,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  type Reader,
  text,
  webAddress,
} from '../read.ts'
import { answer, errorCode, refuse } from '../rpc/wire.ts'
import { type CommandCall, defineCommand } from './command.ts'

/** Discord's limits for lines of a rich presence, in characters. */
const minLine = 2
const maxLine = 128
/** Playing, listening, watching, competing: the others aren't for applications to set. */
const types = [0, 2, 3, 5] as const

/** Five changes in twenty seconds; further ones are refused. */
const maxChanges = 5
const changesMs = 20_000

const line = optional(nullable(text({ min: minLine, max: maxLine })))
const url = optional(nullable(webAddress))

interface RichPresence {
  readonly type: number | undefined
  readonly details: string | null | undefined
  readonly details_url: string | null | undefined
  readonly state: string | null | undefined
  readonly state_url: string | null | undefined
  readonly timestamps:
    | { readonly start: number | undefined; readonly end: number | undefined }
    | null
    | undefined
  readonly assets: Readonly<Record<string, string | null | undefined>> | null | undefined
  readonly party:
    | { readonly id: string | null | undefined; readonly size: readonly number[] | null | undefined }
    | null
    | undefined
  readonly instance: boolean | undefined
}

const readAssets = object<Record<string, string | null | undefined>>({
  large_image: optional(nullable(text())),
  large_text: line,
  large_url: url,
  small_image: optional(nullable(text())),
  small_text: line,
  small_url: url,
})

const readRichPresence: Reader<RichPresence> = object<RichPresence>({
  type: optional(oneOf(types)),
  details: line,
  details_url: url,
  state: line,
  state_url: url,
  timestamps: optional(
    nullable(
      object<{ start: number | undefined; end: number | undefined }>({
        start: optional(number),
        end: optional(number),
      }),
    ),
  ),
  assets: optional(nullable(readAssets)),
  party: optional(
    nullable(
      object<{ id: string | null | undefined; size: readonly number[] | null | undefined }>({
        id: optional(nullable(text({ min: 1, max: maxLine }))),
        size: optional(nullable(list(number))),
      }),
    ),
  ),
  instance: optional(flag),
})

export const setActivity = defineCommand({
  scope: 'rpc.activities.write',
  read: object<{ readonly activity: RichPresence | null | undefined }>({
    activity: optional(nullable(readRichPresence)),
  }),
  answer: ({ activity }, call) => {
    const problem = partyProblem(activity?.party?.size)
    if (problem !== null) return refuse(errorCode.invalidPayload, problem)
    if (isTooOften(call)) return refuse(errorCode.rateLimited, 'You are being rate limited')
    const { surface, state, nowMs } = call.context
    const lines = [activity?.details, activity?.state].filter(part => typeof part === 'string')
    surface.showPresence(lines.length > 0 ? lines.join(' · ') : null)
    const { applicationId, applicationName } = state()
    return answer({
      ...withoutUndefined(activity ?? {}),
      name: applicationName,
      type: activity?.type ?? 0,
      application_id: applicationId,
      created_at: nowMs(),
    })
  },
})

function partyProblem(size: readonly number[] | null | undefined): string | null {
  if (!size) return null
  const [current = 0, max = 0] = size
  const holds = size.length === 2 && size.every(Number.isInteger) && current >= 1 && max >= current
  return holds ? null : 'activity.party.size must be [current, max]'
}

function isTooOften({ context, grant }: CommandCall): boolean {
  const nowMs = context.nowMs()
  const lately = grant.presenceChangesMs.filter(atMs => nowMs - atMs < changesMs)
  grant.presenceChangesMs = lately.length < maxChanges ? [...lately, nowMs] : lately
  return lately.length >= maxChanges
}

/** Keys that weren't sent stay away, one level deep is enough for what Discord echoes. */
const withoutUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined))
