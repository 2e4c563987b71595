import { describeKeys, type KeyDescription, pathOfKey } from '@kaltura-discord/shared/config/configKeys.ts'
import type {
  ConfigOverrides,
  ConfigSection,
  GuildConfig,
} from '@kaltura-discord/shared/config/configSchema.ts'
import { own } from '@kaltura-discord/shared/config/jsonValue.ts'
import type { NamedConfigChange } from '@kaltura-discord/shared/protocol/http/config.ts'
import { isSame } from './settingPatch.ts'

/** How a setting is changed. */
export type SettingKind = 'switch' | 'template' | 'text' | 'channel' | 'list' | 'role'

/** One setting as it stands. */
export interface SettingRow {
  /** Dotted: `notifications.types.user_join`. */
  readonly key: string
  readonly section: ConfigSection
  /** What stands together in a section: `templates`; null for what stands alone. */
  readonly group: string | null
  readonly kind: SettingKind
  /** What it is for, in English. */
  readonly description: string
  /** Null where nothing is set. */
  readonly value: unknown
  /** Null where there is none. */
  readonly defaultValue: unknown
  /** The server has decided it for itself. */
  readonly own: boolean
  /** May be left empty. */
  readonly optional: boolean
  /** UTF-16 units; null where it isn't a text. */
  readonly maxLength: number | null
  /** The last one that is known of. */
  readonly change: NamedConfigChange | null
}

export interface RowsOptions {
  readonly defaults: GuildConfig
  /** Whole, with the person's own changes that are on their way. */
  readonly config: unknown
  readonly overrides: ConfigOverrides
  /** The latest first. */
  readonly changes: readonly NamedConfigChange[]
}

const ROLE_KEY = 'roles.mapping.'

/** Whether the key names a Discord role of the server. */
export const isRoleKey = (key: string): boolean => key.startsWith(ROLE_KEY)
export const roleKey = (role: string): string => ROLE_KEY + role
export const roleOfKey = (key: string): string => key.slice(ROLE_KEY.length)

/** Every setting there is, in the order of the schema, with the roles that the server has added. */
export function settingRows(options: RowsOptions): readonly SettingRow[] {
  const { defaults, config, overrides, changes } = options
  const last = lastChanges(changes)
  return describeKeys(defaults)
    .flatMap(each => (each.open ? addedRoles(each, options) : [each]))
    .map(({ key, section, kind, description, default: defaultValue, maxLength }) => {
      const path = pathOfKey(key) ?? []
      return {
        key,
        section,
        group: path.length > 2 ? (path[1] ?? null) : null,
        kind: kindOf(path, kind),
        description,
        value: path.reduce<unknown>(own, config) ?? null,
        defaultValue,
        own: path.reduce<unknown>(own, overrides) !== undefined,
        optional: path[1] === 'channels' && path[2] !== 'default',
        maxLength,
        change: last.get(key) ?? null,
      }
    })
}

function addedRoles(open: KeyDescription, { defaults, config }: RowsOptions): readonly KeyDescription[] {
  const mapping = own(own(config, 'roles'), 'mapping')
  return Object.keys(typeof mapping === 'object' && mapping !== null ? mapping : {})
    .filter(role => !Object.hasOwn(defaults.roles.mapping, role))
    .map(role => ({ ...open, key: roleKey(role), open: false }))
}

function kindOf(path: readonly string[], kind: KeyDescription['kind']): SettingKind {
  if (kind === 'boolean') return 'switch'
  if (kind === 'choice') return 'role'
  if (kind === 'list') return 'list'
  return path[1] === 'templates' ? 'template' : path[1] === 'channels' ? 'channel' : 'text'
}

/** The last change of each key. */
export function lastChanges(changes: readonly NamedConfigChange[]): ReadonlyMap<string, NamedConfigChange> {
  const last = new Map<string, NamedConfigChange>()
  for (const change of changes) for (const { key } of change.keys) if (!last.has(key)) last.set(key, change)
  return last
}

/** Whether it is something else than what it would be by itself. */
export const differs = (row: SettingRow): boolean => row.own && !isSame(row.value, row.defaultValue)
