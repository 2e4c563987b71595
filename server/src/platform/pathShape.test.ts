import { describe, expect, it } from 'vitest'
import { pathShape } from './pathShape.ts'

describe('the shape of a path', () => {
  it.each([
    ['/', '/'],
    ['/api_v3/service/baseentry/action/list', '/api_v3/service/baseentry/action/list'],
    ['/api/v10/guilds/1200000000000000001/members/@me', '/api/v10/guilds/:x/members/@me'],
    [
      '/p/1234567/sp/123456700/playManifest/entryId/0_abc/ks/djJ8MTIz',
      '/p/:x/sp/:x/playManifest/entryId/:x/ks/:x',
    ],
    ['/webhooks/1/aW50ZXJhY3Rpb246MTIzNDU2Nzg5OmFiY2RlZmdoaWprbG1ub3A', '/webhooks/:x/:x'],
    ['/join/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq', '/join/:x'],
    ['/videos/two words', '/videos/:x'],
  ])('%s is %s', (path, shape) => {
    expect(pathShape(path)).toBe(shape)
  })
})
