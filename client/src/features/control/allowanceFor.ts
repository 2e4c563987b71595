import { whoMay } from '@kaltura-discord/shared/room/mayControl.ts'
import { type Control, type ControlAction, OPEN_CONTROL } from '@kaltura-discord/shared/room/roomState.ts'

export interface Allowance {
  readonly everyone: boolean
  readonly byVote: boolean
  /** What to ask for to turn it over: nothing special where the mode says so anyway. */
  readonly next: 'everyone' | 'host' | null
}

/** How an action stands on the list of what everybody may do, whether or not the room is locked now. */
export function allowanceFor(
  { mode, allow }: Pick<Control, 'mode' | 'allow'>,
  action: ControlAction,
): Allowance {
  const open: Control = { ...OPEN_CONTROL, mode }
  const usual = whoMay(open, action)
  const who = whoMay({ ...open, allow }, action)
  const everyone = who === 'everyone'
  const wanted = everyone ? 'host' : 'everyone'
  // Off in a room that votes is voting again.
  const backToUsual = usual === wanted || (everyone && usual === 'vote')
  return { everyone, byVote: who === 'vote', next: backToUsual ? null : wanted }
}
