import type { Checked, ConfigProblem } from '@kaltura-discord/shared/config/checkConfig.ts'
import type { KeyDescription } from '@kaltura-discord/shared/config/configKeys.ts'
import type { ConfigSection } from '@kaltura-discord/shared/config/configSchema.ts'
import type { ChangedKey, ConfigState } from '@kaltura-discord/shared/config/diffConfig.ts'
import type { DiscordRole } from '@kaltura-discord/shared/permissions/permissions.ts'
import type { ConfigHistory } from '@kaltura-discord/shared/protocol/http/config.ts'
import type { Failure, Result } from '../../../platform/result.ts'

/* What the commands need of the configuration; who keeps it is no concern of theirs. */

export interface SettingsState extends ConfigState {
  /** Grows by one with every change. */
  readonly version: number
}

export interface ChangedSettings extends SettingsState {
  /** Empty where everything was so already. */
  readonly changed: readonly ChangedKey[]
}

export interface SettingsChange {
  readonly guildId: string
  readonly origin: { readonly way: 'command'; readonly userId: string; readonly serviceId: null }
  /** Tag of the only state that is to be changed; any when null. */
  readonly ifMatch: string | null
}

/** A value or a key that doesn't fit, with what is wrong. */
export interface RefusedSettings extends Failure {
  readonly problems: readonly ConfigProblem[]
}

/** A key as somebody wrote it, perhaps without its section. */
export interface WrittenKey {
  readonly key: string
  readonly section?: ConfigSection
}

export interface GuildSettings {
  view(guildId: string): Promise<SettingsState>
  tagOf(version: number): string
  keys(): readonly KeyDescription[]
  readKey(written: WrittenKey): Checked<readonly string[]>
  /** By a JSON merge patch. */
  update(change: SettingsChange, patch: unknown): Promise<Result<ChangedSettings> | RefusedSettings>
  updateKey(
    change: SettingsChange,
    written: WrittenKey & { readonly text: string },
  ): Promise<Result<ChangedSettings> | RefusedSettings>
  /** One section, or all. */
  reset(change: SettingsChange, section: ConfigSection | null): Promise<Result<ChangedSettings>>
  /** The latest first. */
  history(request: {
    readonly guildId: string
    readonly limit: number
    readonly before?: number
  }): Promise<ConfigHistory>
}

/** The roles of a server, without `@everyone`. */
export type RolesOf = (guildId: string) => Promise<Result<readonly DiscordRole[]>>

export interface ConfigCommandParts {
  readonly settings: GuildSettings
  readonly rolesOf: RolesOf
}
