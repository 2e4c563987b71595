/** Writes the page about the bot's commands from their definitions. `pnpm docs:commands` */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMMANDS_DOC } from './commands/commandsDoc.ts'
import { presentCommandsDoc } from './commands/presentCommandsDoc.ts'
import { REPOSITORY } from './runCommand.ts'

writeFileSync(join(REPOSITORY, COMMANDS_DOC), presentCommandsDoc())
console.log(`${COMMANDS_DOC} is up to date.`)
