import type { Action } from '@kaltura-discord/shared/permissions/actions.ts'
import {
  type Member,
  may,
  type PermissionRules,
  roleOf,
} from '@kaltura-discord/shared/permissions/permissions.ts'
import type { Role } from '@kaltura-discord/shared/permissions/roles.ts'
import { type Failure, fail, succeed } from '../platform/result.ts'
import type { Members } from './members.ts'

/** Somebody who may do what was asked, with what they are to us in that server. */
export interface Permitted {
  readonly member: Member
  readonly role: Role
}

/** Somebody who may not, or of whom we couldn't find out. */
export interface NotPermitted extends Failure {
  /** What is in the way before any role counts. */
  readonly missing?: 'bot' | 'membership'
}

export type Permission = { readonly ok: true; readonly value: Permitted } | NotPermitted

export interface PermissionRequest {
  readonly guildId: string
  /** A service that acts for somebody counts as that person. */
  readonly userId: string
  readonly action: Action
  /** Whether it concerns something that they began themselves. */
  readonly own?: boolean
}

/** Who may do what in which server, asked of Discord and of that server's configuration. */
export interface GuildPermissions {
  /** Succeeds for whoever may; everybody else is `forbidden`. */
  require(request: PermissionRequest): Promise<Permission>
}

interface GuildPermissionsOptions {
  readonly members: Members
  readonly rulesOf: (guildId: string) => Promise<PermissionRules>
}

export function createGuildPermissions({ members, rulesOf }: GuildPermissionsOptions): GuildPermissions {
  return {
    async require({ guildId, userId, action, own = false }) {
      const found = await members.memberOf(guildId, userId)
      if (!found.ok) return found
      const member = found.value
      if (member === null) return NOT_A_MEMBER
      const rules = await rulesOf(guildId)
      if (!may({ member, guildId, action, rules, own })) return notAllowed(action)
      return succeed({ member, role: roleOf(member, rules.roles.mapping) })
    },
  }
}

const NOT_A_MEMBER: NotPermitted = {
  ...fail('forbidden', 'You are not in that Discord server.'),
  missing: 'membership',
}

const notAllowed = (action: Action) =>
  fail('forbidden', `Your roles in that Discord server do not allow this (${action}). Ask one of its admins.`)
