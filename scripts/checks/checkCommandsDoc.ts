import { ALL_METADATA } from '../../server/src/features/commands/allMetadata.ts'
import { COMMANDS_DOC, commandsWithoutNotes } from '../commands/commandsDoc.ts'
import { presentCommandsDoc } from '../commands/presentCommandsDoc.ts'
import type { CheckResult } from './checkResult.ts'
import { sourceFiles } from './sourceFiles.ts'

/** The page about commands says what their definitions say. */
export async function checkCommandsDoc(): Promise<CheckResult> {
  const missing = commandsWithoutNotes(ALL_METADATA).map(
    name => `scripts/commands/commandNotes.ts doesn't say what ${name} answers.`,
  )
  const isPresent = sourceFiles([COMMANDS_DOC])[0]?.text === presentCommandsDoc()
  const outdated = isPresent ? [] : [`${COMMANDS_DOC} is out of date. Run: pnpm docs:commands`]
  return { problems: [...missing, ...outdated] }
}
