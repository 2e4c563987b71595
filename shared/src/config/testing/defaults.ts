import file from '../../../../config/default_config.json' with { type: 'json' }
import { ConfigSchema } from '../configSchema.ts'

/** What is shipped; parsed, so that a default that doesn't fit fails every test of it. */
export const defaults = ConfigSchema.parse(file)
