import * as z from 'zod'
import type { CommandName } from '../permissions/actions.ts'
import { RoleSchema } from '../permissions/roles.ts'
import {
  MAX_NAME_LENGTH,
  MAX_PERMISSION_ENTRIES,
  MAX_PREFIX_LENGTH,
  MAX_ROLE_MAPPINGS,
  MAX_TEMPLATE_LENGTH,
} from './limits.ts'

/*
 * The configuration of one server. All keys are closed but those of `roles.mapping`, which are the server's own
 * Discord roles: everything else names something of ours, and what we don't know would do nothing.
 */

const flag = (description: string) => z.boolean().meta({ description })
const template = (description: string) => z.string().min(1).max(MAX_TEMPLATE_LENGTH).meta({ description })
const channel = (description: string) => z.string().min(1).max(MAX_NAME_LENGTH).meta({ description })
const name = z.string().min(1).max(MAX_NAME_LENGTH)

const types = z.strictObject({
  meeting_start: flag('Say when a meeting begins'),
  meeting_end: flag('Say when a meeting is over'),
  user_join: flag('Say when somebody joins a meeting'),
  recording_ready: flag('Say when a recording can be watched'),
})

const templates = z.strictObject({
  meeting_start: template('What is said when a meeting begins'),
  meeting_end: template('What is said when a meeting is over'),
  user_join: template('What is said when somebody joins a meeting'),
  recording_ready: template('What is said when a recording can be watched'),
  meeting_share: template('What is said when somebody shares a meeting'),
})

/** Where there is no channel of its own, it goes to the default one. */
const channels = z.strictObject({
  default: channel('Name or id of the channel for all that has none of its own'),
  meeting_start: channel('Name or id of the channel for beginning meetings').optional(),
  meeting_end: channel('Name or id of the channel for meetings that are over').optional(),
  user_join: channel('Name or id of the channel for those who join').optional(),
  recording_ready: channel('Name or id of the channel for recordings').optional(),
  meeting_share: channel('Name or id of the channel for shared meetings').optional(),
})

const whoMay = (what: string) =>
  z
    .array(name)
    .max(MAX_PERMISSION_ENTRIES)
    .meta({ description: `Who may ${what}: @everyone, admin, moderator, Discord roles by id or exact name` })
const permissions = z.strictObject({
  'kaltura-watch': whoMay('put a video on'),
  'kaltura-video-search': whoMay('search the library'),
  'kaltura-start': whoMay('start meetings'),
  'kaltura-join': whoMay('join meetings'),
  'kaltura-list': whoMay('list meetings'),
  'kaltura-end': whoMay('end meetings'),
  'kaltura-config-view': whoMay('see the configuration'),
  'kaltura-config-update': whoMay('change the configuration'),
  'kaltura-config-reset': whoMay('bring the defaults back'),
} satisfies Record<CommandName, z.ZodType>)

const mapping = z
  .record(name, RoleSchema.meta({ description: 'What members with this Discord role may do' }))
  .meta({ description: 'Discord roles by id or exact name, and `default` for whoever has none of them' })

const notificationsShape = {
  enabled: flag('Send notifications at all'),
  types,
  templates,
  channels,
}
const commandsShape = {
  enabled: flag('Answer commands; admins can always change the configuration'),
  prefix: z
    .string()
    .max(MAX_PREFIX_LENGTH)
    .meta({ description: 'Put before the names of commands in texts; empty for slash commands' }),
  permissions,
}
const featuresShape = {
  embedding: flag('Show videos and meetings inside Discord'),
  recording: flag('Record meetings and offer the recordings'),
  user_sync: flag('Keep names and pictures of members the same in Kaltura'),
  browser_guests: flag('Let members invite people into the room who watch in a browser'),
  named_guests: flag('Let such guests in with a name alone, without Discord'),
}

export const ConfigSchema = z
  .strictObject({
    notifications: z.strictObject(notificationsShape),
    commands: z.strictObject(commandsShape),
    roles: z.strictObject({
      mapping: mapping.refine(entries => Object.hasOwn(entries, 'default'), { path: ['default'] }),
    }),
    features: z.strictObject(featuresShape),
  })
  .meta({ id: 'GuildConfig', description: 'The configuration that is in force in a server' })
export type GuildConfig = z.infer<typeof ConfigSchema>

/** The same, with everything left out that a server takes as it comes. */
export const OverridesSchema = z
  .strictObject({
    notifications: z
      .strictObject({
        ...notificationsShape,
        types: types.partial(),
        templates: templates.partial(),
        channels: channels.partial(),
      })
      .partial(),
    commands: z.strictObject({ ...commandsShape, permissions: permissions.partial() }).partial(),
    roles: z
      .strictObject({ mapping: mapping.refine(entries => Object.keys(entries).length <= MAX_ROLE_MAPPINGS) })
      .partial(),
    features: z.strictObject(featuresShape).partial(),
  })
  .partial()
  .meta({ id: 'GuildConfigOverrides', description: 'What a server has decided for itself' })
export type ConfigOverrides = z.infer<typeof OverridesSchema>

export const ConfigSectionSchema = ConfigSchema.keyof()
export type ConfigSection = z.infer<typeof ConfigSectionSchema>
