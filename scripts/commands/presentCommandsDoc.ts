import { join } from 'node:path'
import { ALL_METADATA } from '../../server/src/features/commands/allMetadata.ts'
import { loadDefaults } from '../../server/src/features/config/loadDefaults.ts'
import { REPOSITORY } from '../runCommand.ts'
import { commandsDoc } from './commandsDoc.ts'

/** As it has to be with the present definitions and default configuration. */
export const presentCommandsDoc = (): string =>
  commandsDoc(ALL_METADATA, loadDefaults(join(REPOSITORY, 'config/default_config.json')))
