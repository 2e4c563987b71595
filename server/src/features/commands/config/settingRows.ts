import type { KeyDescription } from '@kaltura-discord/shared/config/configKeys.ts'
import { pathOfKey } from '@kaltura-discord/shared/config/configKeys.ts'
import type { ConfigSection } from '@kaltura-discord/shared/config/configSchema.ts'
import type { ConfigState } from '@kaltura-discord/shared/config/diffConfig.ts'
import { own } from '@kaltura-discord/shared/config/jsonValue.ts'

/** One key of a server's configuration as it stands. */
export interface SettingRow {
  /** Dotted. */
  readonly key: string
  readonly section: ConfigSection
  /** What is in force; null where nothing is. */
  readonly value: unknown
  readonly defaultValue: unknown
  readonly differs: boolean
  /** The server has decided it for itself, be it as the default has it. */
  readonly isSet: boolean
}

export const ROLE_KEY = 'roles.mapping.'

/** Whether a key stands for a Discord role. `default` is none, whatever a role may be called. */
export const isRoleKey = (key: string): boolean => key.startsWith(ROLE_KEY) && key !== `${ROLE_KEY}default`

/** Every key there is in a server, in the order of the schema. */
export function settingRows(state: ConfigState, keys: readonly KeyDescription[]): readonly SettingRow[] {
  return keys.flatMap(({ key, section, open, default: defaultValue }) =>
    open
      ? ownRoles(state, keys).map(each => rowOf(state, { key: each, section, defaultValue: null }))
      : [rowOf(state, { key, section, defaultValue })],
  )
}

/** Keys of the Discord roles that the server has added. */
function ownRoles({ config }: ConfigState, keys: readonly KeyDescription[]): readonly string[] {
  const described = new Set(keys.map(({ key }) => key))
  return Object.keys(config.roles.mapping)
    .map(name => ROLE_KEY + name)
    .filter(key => !described.has(key))
}

function rowOf(
  { config, overrides }: ConfigState,
  known: Pick<SettingRow, 'key' | 'section' | 'defaultValue'>,
): SettingRow {
  const path = pathOfKey(known.key) ?? []
  const value = path.reduce<unknown>(own, config) ?? null
  const differs = !isSame(value, known.defaultValue)
  return { ...known, value, differs, isSet: path.reduce<unknown>(own, overrides) !== undefined }
}

/** Values of the configuration are JSON without objects. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
