import type { Messages } from '../../messages/en.ts'
import type { Hindrance } from './hindrance.ts'

/** Why somebody can't do something, in one line. */
export const hindranceText = ({ kind, host }: Hindrance, { hindered }: Messages['control']): string =>
  hindered[kind](host)
