import {
  type ConfigOverrides,
  type ConfigSection,
  OverridesSchema,
} from '@kaltura-discord/shared/config/configSchema.ts'
import { mergeConfig, mergePatch } from '@kaltura-discord/shared/config/mergeConfig.ts'
import type { ConfigChoices, NamedConfigChange } from '@kaltura-discord/shared/protocol/http/config.ts'
import type { SettingProblem } from './checkSetting.ts'
import { patchOfAll } from './settingPatch.ts'
import { type SettingRow, settingRows } from './settingRows.ts'
import type { TaggedAnswer } from './settingsApi.ts'

/** What the server has said last. */
export interface Snapshot extends TaggedAnswer {
  readonly choices: ConfigChoices
  /** The latest first. */
  readonly changes: readonly NamedConfigChange[]
}

/** What somebody is writing, with what was in force when they began. */
export interface Draft {
  readonly value: unknown
  readonly base: unknown
}

/** What has just happened, to be said once. */
export type Said = { readonly id: number } & (
  | { readonly kind: 'saved' | 'cleared' | 'undone' | 'changedSince' | 'notSaved'; readonly key: string }
  | { readonly kind: 'reset' | 'sectionNotReset'; readonly section: ConfigSection }
  | { readonly kind: 'sectionUndone' | 'sectionChangedSince'; readonly section: ConfigSection }
  /** Somebody else has changed something. */
  | { readonly kind: 'others'; readonly changes: readonly NamedConfigChange[] }
)

export interface SettingsView {
  readonly phase: 'loading' | 'ready' | 'failed' | 'forbidden'
  /** What is shown may be out of date: the server isn't answering. */
  readonly stale: boolean
  /** Empty until something is known. */
  readonly rows: readonly SettingRow[]
  readonly choices: ConfigChoices | null
  /** The latest first. */
  readonly changes: readonly NamedConfigChange[]
  readonly drafts: ReadonlyMap<string, Draft>
  /** Keys with a change on its way. */
  readonly saving: ReadonlySet<string>
  readonly problems: ReadonlyMap<string, SettingProblem>
  readonly said: Said | null
  /** What has been said can be taken back. */
  readonly canUndo: boolean
  /** What others have changed before a change of one's own, which therefore wasn't made; null where that wasn't so. */
  readonly meanwhile: readonly NamedConfigChange[] | null
}

export const NOTHING_KNOWN: SettingsView = {
  phase: 'loading',
  stale: false,
  rows: [],
  choices: null,
  changes: [],
  drafts: new Map(),
  saving: new Set(),
  problems: new Map(),
  said: null,
  canUndo: false,
  meanwhile: null,
}

/** The rows as they will stand once what is on its way has arrived: a press shows at once. */
export function rowsOf(snapshot: Snapshot, pending: ReadonlyMap<string, unknown>): readonly SettingRow[] {
  const { answer, choices, changes } = snapshot
  const { defaults } = choices
  const overrides = withPending(answer.overrides, pending)
  return settingRows({ defaults, config: mergeConfig(defaults, overrides), overrides, changes })
}

function withPending(overrides: ConfigOverrides, pending: ReadonlyMap<string, unknown>): ConfigOverrides {
  if (pending.size === 0) return overrides
  return OverridesSchema.safeParse(mergePatch(overrides, patchOfAll(pending))).data ?? overrides
}
