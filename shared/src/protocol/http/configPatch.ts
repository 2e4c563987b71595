import * as z from 'zod'
import { ConfigPatchSchema } from '../../config/patchConfig.ts'

/**
 * `PATCH config/{guildId}`. The service checks it, for the sake of errors that name the right key; here it is only
 * described.
 */
export const ConfigPatchBodySchema = z.unknown().meta({
  id: 'ConfigPatch',
  description: 'JSON merge patch (RFC 7386): null brings a default back',
  example: { notifications: { types: { user_join: true } }, roles: { mapping: { Teachers: 'moderator' } } },
  // As plain JSON, because the types of JSON schemas are others with every library.
  override: JSON.parse(JSON.stringify(z.toJSONSchema(ConfigPatchSchema, { unrepresentable: 'any' }))),
})
