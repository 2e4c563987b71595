import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './contentSecurityPolicy.ts'

const options = { host: 'ana.discordsays.localhost:3334', discordOrigin: 'http://127.0.0.1:3335' }

function directives(policy: string): Map<string, readonly string[]> {
  return new Map(policy.split('; ').map(part => [part.split(' ')[0] ?? '', part.split(' ').slice(1)]))
}

describe('contentSecurityPolicy', () => {
  it('allows nothing unsafe, no worker, no plug-in', () => {
    const policy = contentSecurityPolicy({ ...options, nonce: 'N' })
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(directives(policy).get('script-src')).toEqual(["'self'", "'nonce-N'"])
    expect(directives(policy).get('worker-src')).toEqual(["'none'"])
    expect(directives(policy).get('object-src')).toEqual(["'none'"])
    expect(directives(policy).get('media-src')).toEqual(["'self'", 'blob:'])
  })

  it('connects to the person’s own origin only', () => {
    expect(directives(contentSecurityPolicy(options)).get('connect-src')).toEqual([
      "'self'",
      `ws://${options.host}`,
    ])
  })

  it('lets avatars of people in, those of single servers not', () => {
    const images = directives(contentSecurityPolicy(options)).get('img-src') ?? []
    expect(images).toContain('http://127.0.0.1:3335/cdn/avatars/')
    expect(images.some(source => source.includes('guilds') || source.endsWith('/cdn/'))).toBe(false)
  })
})
