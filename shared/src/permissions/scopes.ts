import * as z from 'zod'

/** What a token is for. A token of one surface opens no other. */
export const SurfaceSchema = z.enum(['activity', 'api', 'stream', 'join', 'guest'])
export type Surface = z.infer<typeof SurfaceSchema>

/** What the bearer of a token of the surface `api` may ask for; what a service is allowed bounds what it hands on. */
export const ScopeSchema = z.enum([
  'videos:read',
  'videos:play',
  'config:read',
  'config:write',
  'meetings:read',
  'meetings:write',
])
export type Scope = z.infer<typeof ScopeSchema>

/** What a guest in a browser may ask for: the video that is on or waits. */
export const GUEST_SCOPES: readonly Scope[] = ['videos:play']
/** The same for one whom Discord vouches for as a member of the server. */
export const MEMBER_GUEST_SCOPES: readonly Scope[] = ['videos:play', 'videos:read']

/** What a member who has signed in from within an Activity may ask for; what they may do is asked besides. */
export const ACTIVITY_SCOPES: readonly Scope[] = ScopeSchema.options
