import { authenticate } from './authenticate.ts'
import { authorize } from './authorize.ts'
import type { Command } from './command.ts'
import {
  captureLog,
  encourageHardwareAcceleration,
  getPlatformBehaviors,
  setConfig,
  setOrientationLockState,
  userSettingsGetLocale,
} from './device.ts'
import { getChannel, getChannelPermissions, getParticipants } from './place.ts'
import { setActivity } from './setActivity.ts'
import { openExternalLink, openInviteDialog, shareLink } from './sharing.ts'

/** By the name on the wire; SUBSCRIBE and UNSUBSCRIBE belong to the session. */
export const commandTable: ReadonlyMap<string, Command> = new Map([
  ['AUTHORIZE', authorize],
  ['AUTHENTICATE', authenticate],
  ['GET_ACTIVITY_INSTANCE_CONNECTED_PARTICIPANTS', getParticipants],
  ['GET_CHANNEL', getChannel],
  ['GET_CHANNEL_PERMISSIONS', getChannelPermissions],
  ['SET_ACTIVITY', setActivity],
  ['OPEN_EXTERNAL_LINK', openExternalLink],
  ['OPEN_INVITE_DIALOG', openInviteDialog],
  ['SHARE_LINK', shareLink],
  ['ENCOURAGE_HW_ACCELERATION', encourageHardwareAcceleration],
  ['GET_PLATFORM_BEHAVIORS', getPlatformBehaviors],
  ['USER_SETTINGS_GET_LOCALE', userSettingsGetLocale],
  ['SET_CONFIG', setConfig],
  ['SET_ORIENTATION_LOCK_STATE', setOrientationLockState],
  ['CAPTURE_LOG', captureLog],
])
