import type { ConfigSection } from '@kaltura-discord/shared/config/configSchema.ts'
import {
  type ConfigAnswer,
  ConfigAnswerSchema,
  type ConfigChoices,
  ConfigChoicesSchema,
  type ConfigHistoryAnswer,
  ConfigHistoryAnswerSchema,
  type NamedConfigChange,
} from '@kaltura-discord/shared/protocol/http/config.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { ApiResult } from '../api/apiResult.ts'

/** Changes that are asked for at a time. */
const HISTORY_PAGE = 100

/** A configuration, with the tag that names this very state. */
export interface TaggedAnswer {
  readonly answer: ConfigAnswer
  readonly tag: string
}

/** What a change is made to, and what the change is. */
export type SettingChange =
  | { readonly kind: 'patch'; readonly patch: unknown }
  | { readonly kind: 'reset'; readonly section: ConfigSection }

export interface SettingsApi {
  read(): Promise<ApiResult<TaggedAnswer>>
  choices(): Promise<ApiResult<ConfigChoices>>
  history(): Promise<ApiResult<readonly NamedConfigChange[]>>
  /** Only to the state with that tag. */
  change(change: SettingChange, tag: string): Promise<ApiResult<TaggedAnswer>>
}

export interface SettingsApiOptions {
  readonly api: Pick<ApiClient, 'request'>
  readonly guildId: string
}

export function createSettingsApi({ api, guildId }: SettingsApiOptions): SettingsApi {
  const path = `/config/${guildId}`
  return {
    read: async () => tagged(await api.request(path, ConfigAnswerSchema)),
    choices: () => api.request(`${path}/choices`, ConfigChoicesSchema),
    async history() {
      const answer = await api.request(`${path}/history?limit=${HISTORY_PAGE}`, ConfigHistoryAnswerSchema)
      return answer.ok ? { ok: true, value: changesOf(answer.value) } : answer
    },
    async change(change, ifMatch) {
      if (change.kind === 'patch')
        return tagged(
          await api.request(path, ConfigAnswerSchema, { method: 'PATCH', body: change.patch, ifMatch }),
        )
      const section = `${path}/${change.section}`
      return tagged(await api.request(section, ConfigAnswerSchema, { method: 'DELETE', ifMatch }))
    },
  }
}

const changesOf = ({ changes }: ConfigHistoryAnswer): readonly NamedConfigChange[] => changes

const tagged = (answer: ApiResult<ConfigAnswer>): ApiResult<TaggedAnswer> =>
  answer.ok ? { ok: true, value: { answer: answer.value, tag: answer.etag ?? '' } } : answer
