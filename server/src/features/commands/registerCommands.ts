import type { ApplicationApi } from '../../discord/applicationApi.ts'
import { type DiscordRefusal, isRefusal } from '../../discord/callDiscord.ts'
import { type Result, succeed } from '../../platform/result.ts'
import { commandsDigest, readForms } from './commandDigest.ts'
import type { CommandMetadata } from './metadata.ts'
import { registrationOf } from './registration.ts'

/** `unchanged`: they stood there already. `differs`: they don't, and were not to be changed. */
export type Registering = 'unchanged' | 'registered' | 'differs' | DiscordRefusal

export interface RegisterOptions {
  readonly api: Pick<ApplicationApi, 'commands' | 'overwriteCommands'>
  readonly all: readonly CommandMetadata[]
  /** Looks only. */
  readonly check?: boolean
}

/** Makes Discord's list of commands ours, by one request and only where it isn't already. */
export async function registerCommands({
  api,
  all,
  check = false,
}: RegisterOptions): Promise<Result<Registering>> {
  const body = registrationOf(all)
  const standing = await api.commands()
  if (!standing.ok) return standing
  if (isRefusal(standing.value)) return succeed(standing.value)
  const forms = readForms(standing.value)
  if (forms && commandsDigest(forms) === commandsDigest(readForms(body) ?? [])) return succeed('unchanged')
  if (check) return succeed('differs')
  const written = await api.overwriteCommands(body)
  if (!written.ok) return written
  return succeed(isRefusal(written.value) ? written.value : 'registered')
}
