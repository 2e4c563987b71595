import { describe, expect, it } from 'vitest'
import { routeOf } from './routeOf.ts'

describe('the route of a call to Discord', () => {
  it.each([
    ['/api/oauth2/token', 'GET /oauth2/token'],
    ['/api/v10/users/@me', 'GET /users/@me'],
    ['/api/v10/guilds/1200000000000000001?with_counts=true', 'GET /guilds/:x'],
    ['/api/v10/guilds/1200000000000000001/members/1400000000000000001', 'GET /guilds/:x/members/:x'],
    ['/api/v10/applications/11/activity-instances/i-1-gc-2-3', 'GET /applications/:x/activity-instances/:x'],
    ['/api/v10/applications/11/activity-instances/abcdef', 'GET /applications/:x/activity-instances/:x'],
    ['/elsewhere/v10/users/@me', 'GET /:x/:x/users/@me'],
  ])('%s is %s', (path, route) => {
    expect(routeOf(undefined, `https://discord.example${path}`)).toBe(route)
  })
})
