import * as z from 'zod'

/** The slash commands, as Discord shows them and as `commands.permissions` names them. */
export const CommandNameSchema = z.enum([
  'kaltura-watch',
  'kaltura-video-search',
  'kaltura-start',
  'kaltura-join',
  'kaltura-list',
  'kaltura-end',
  'kaltura-config-view',
  'kaltura-config-update',
  'kaltura-config-reset',
])
export type CommandName = z.infer<typeof CommandNameSchema>

/** Everything that takes a permission. */
export const ActionSchema = z.enum([
  'videos.list',
  'videos.play',
  'room.join',
  'meetings.list',
  'meetings.start',
  'meetings.join',
  'meetings.end',
  'comments.remove',
  'config.view',
  'config.update',
  'config.reset',
  ...CommandNameSchema.options,
])
export type Action = z.infer<typeof ActionSchema>
