import * as z from 'zod'

/** What a member of a server is to us there, the strongest first. Each may do what the later ones may. */
export const RoleSchema = z.enum(['admin', 'moderator', 'viewer'])
export type Role = z.infer<typeof RoleSchema>

const STRENGTH: Readonly<Record<Role, number>> = { admin: 2, moderator: 1, viewer: 0 }

/** Whether `role` may do what `needed` may. */
export const isAtLeast = (role: Role, needed: Role): boolean => STRENGTH[role] >= STRENGTH[needed]

export const strongerOf = (one: Role, other: Role): Role => (isAtLeast(one, other) ? one : other)

/** The role itself, or the bound where that is less. */
export const capRole = (role: Role, bound: Role): Role => (isAtLeast(bound, role) ? role : bound)
