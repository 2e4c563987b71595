import { flag, nothing, nullable, object, oneOf, optional, text } from '../read.ts'
import type { Orientation } from '../rpc/rpcContext.ts'
import { answer } from '../rpc/wire.ts'
import { defineCommand } from './command.ts'

type LockState = 1 | 2 | 3

const lockByState: Readonly<Record<LockState, Orientation | null>> = {
  1: null,
  2: 'portrait',
  3: 'landscape',
}

/** Left out it stays as it was; null takes it away. */
const lockOf = (state: LockState | null | undefined): Orientation | null | undefined =>
  typeof state === 'number' ? lockByState[state] : state

const readLock = oneOf([1, 2, 3])

interface OrientationLockArgs {
  readonly lock_state: LockState
  readonly picture_in_picture_lock_state: LockState | null | undefined
  readonly grid_lock_state: LockState | null | undefined
}

export const setOrientationLockState = defineCommand({
  platform: 'mobile',
  read: object<OrientationLockArgs>({
    lock_state: readLock,
    picture_in_picture_lock_state: optional(nullable(readLock)),
    grid_lock_state: optional(nullable(readLock)),
  }),
  answer: (args, { context }) => {
    context.surface.lockOrientation({
      focused: lockByState[args.lock_state],
      pip: lockOf(args.picture_in_picture_lock_state),
      grid: lockOf(args.grid_lock_state),
    })
    return answer(null)
  },
})

export const encourageHardwareAcceleration = defineCommand({
  platform: 'desktop',
  read: nothing,
  // Whoever has it on already isn't bothered.
  answer: async (_args, { context }) =>
    answer({ enabled: context.limits.hardware || (await context.surface.offerHardware()) }),
})

export const getPlatformBehaviors = defineCommand({
  read: nothing,
  answer: (_args, { context }) =>
    answer(context.platform === 'mobile' ? { iosKeyboardResizesView: true } : {}),
})

export const userSettingsGetLocale = defineCommand({
  scope: 'identify',
  read: nothing,
  answer: (_args, { context }) => answer({ locale: context.locale }),
})

export const setConfig = defineCommand({
  platform: 'desktop',
  read: object<{ readonly use_interactive_pip: boolean }>({ use_interactive_pip: flag }),
  answer: args => answer(args),
})

/** Read for its shape only: what an Activity logs may hold anything, so it goes nowhere. */
export const captureLog = defineCommand({
  read: object<{ readonly level: string; readonly message: string }>({
    level: oneOf(['log', 'warn', 'debug', 'info', 'error']),
    message: text(),
  }),
  answer: () => answer(null),
})
