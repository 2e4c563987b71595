import { readFileSync } from 'node:fs'
import { checkConfig } from '@kaltura-discord/shared/config/checkConfig.ts'
import { ConfigSchema, type GuildConfig } from '@kaltura-discord/shared/config/configSchema.ts'
import { nearestKey } from './nearestKey.ts'

/** Reads what servers take as it comes. With a wrong file the process must not start: all servers would be wrong. */
export function loadDefaults(path: string): GuildConfig {
  const checked = checkConfig(ConfigSchema, readJson(path), nearestKey)
  if (checked.ok) return checked.value
  const problems = checked.problems.map(({ message }) => message).join(' ')
  throw new Error(`The default configuration at ${path} does not fit. ${problems}`)
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    const fix = 'Put the default_config.json of this release there'
    throw new Error(`The default configuration at ${path} is missing or is not JSON. ${fix}.`, { cause })
  }
}
