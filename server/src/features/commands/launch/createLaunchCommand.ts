import type { Command } from '../command.ts'
import type { OpenActivity } from '../launches/openActivity.ts'
import { LAUNCH } from './metadata.ts'

/** The Entry Point: opens the Activity as it is. */
export const createLaunchCommand = (openActivity: OpenActivity): Command => ({
  metadata: LAUNCH,
  run: () => ({
    when: 'now',
    handle: interaction => openActivity({ interaction, entryId: null, place: 'now', again: 'command' }),
  }),
})
