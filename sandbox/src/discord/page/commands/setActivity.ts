import { flag, nullable, number, object, optional, type Reader, text, webAddress } from '../read.ts'
import { answer } from '../rpc/wire.ts'
import { defineCommand } from './command.ts'

/** Discord's limit for lines of a rich presence, in characters. */
const maxLine = 128

const line = optional(nullable(text({ max: maxLine })))
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
  type: optional(number),
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
  instance: optional(flag),
})

export const setActivity = defineCommand({
  scope: 'rpc.activities.write',
  read: object<{ readonly activity: RichPresence | null | undefined }>({
    activity: optional(nullable(readRichPresence)),
  }),
  answer: ({ activity }, { context }) => {
    const lines = [activity?.details, activity?.state].filter(part => typeof part === 'string')
    context.surface.showPresence(lines.length > 0 ? lines.join(' · ') : null)
    const { applicationId, applicationName } = context.state()
    return answer({
      ...withoutUndefined(activity ?? {}),
      name: applicationName,
      type: activity?.type ?? 0,
      application_id: applicationId,
      created_at: Date.now(),
    })
  },
})

/** Keys that weren't sent stay away, one level deep is enough for what Discord echoes. */
const withoutUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined))
