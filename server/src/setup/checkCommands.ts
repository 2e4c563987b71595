import { ALL_METADATA } from '../features/commands/allMetadata.ts'
import { registerCommands } from '../features/commands/registerCommands.ts'
import type { Setup } from './setupContext.ts'
import { DISCORD_AWAY, type Step, step } from './step.ts'

/** Whether Discord knows our commands as they are now. */
export async function checkCommands({ api, check }: Setup): Promise<Step> {
  const { ok, fixed, wrong } = step('Commands')
  const answer = await registerCommands({ api, all: ALL_METADATA, check })
  if (!answer.ok) return wrong(DISCORD_AWAY)
  const count = `${ALL_METADATA.length} ${ALL_METADATA.length === 1 ? 'command' : 'commands'}`
  switch (answer.value) {
    case 'unchanged':
      return ok(`Discord has all ${count} as they are.`)
    case 'registered':
      return fixed(`Discord has got all ${count}.`)
    case 'differs':
      return wrong(`Discord has other ones. Run this without --check to register our ${count}.`)
    default:
      return wrong(`Discord doesn't take them (${answer.value.refused}, code ${answer.value.code}).`)
  }
}
