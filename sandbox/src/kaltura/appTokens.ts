import { ADMIN_SESSION, USER_SESSION } from './ks.ts'
import { CUSTOM_ROLE_ID } from './sessionKind.ts'

/** An application token, as an administrator would have made it with `apptoken.add`. */
export interface AppToken {
  readonly id: string
  readonly token: string
  readonly hashType: 'sha1' | 'sha256'
  readonly type: number
  readonly privileges: string
  /** These win over what is asked for. */
  readonly userId?: string
  readonly durationS?: number
}

/** Only for playing: each session names the entry that it may show. */
export const PLAYBACK_APP_TOKEN: AppToken = {
  id: '1_playback',
  token: '5d1f0b7c9a3e48d2',
  hashType: 'sha256',
  type: USER_SESSION,
  privileges: 'sview:*,setrole:PLAYBACK_BASE_ROLE',
}

/** For the library and for users, by a role that was made for that. */
export const ADMIN_APP_TOKEN: AppToken = {
  id: '1_library',
  token: '8e40c61ad97b25f3',
  hashType: 'sha1',
  type: ADMIN_SESSION,
  privileges: `list:*,setrole:${CUSTOM_ROLE_ID}`,
}

/** Made by somebody who was not careful: each gives its sessions something else than a playback token must. */
export const MISMADE_APP_TOKENS = {
  /** Its sessions may also list everything. */
  wide: { ...PLAYBACK_APP_TOKEN, id: '1_wide', privileges: 'sview:*,setrole:PLAYBACK_BASE_ROLE,list:*' },
  /** Without `sview:*` nobody can ask for one entry. */
  narrow: { ...PLAYBACK_APP_TOKEN, id: '1_narrow', privileges: 'setrole:PLAYBACK_BASE_ROLE' },
  roleless: { ...PLAYBACK_APP_TOKEN, id: '1_roleless', privileges: 'sview:*' },
  /** Everybody is the same user. */
  shared: { ...PLAYBACK_APP_TOKEN, id: '1_shared', userId: 'somebody' },
  admin: { ...PLAYBACK_APP_TOKEN, id: '1_admin', type: ADMIN_SESSION },
} as const satisfies Readonly<Record<string, AppToken>>

export const APP_TOKENS: readonly AppToken[] = [
  PLAYBACK_APP_TOKEN,
  ADMIN_APP_TOKEN,
  ...Object.values(MISMADE_APP_TOKENS),
]
