import { describe, expect, it } from 'vitest'
import { channelSlug, type PageParameters, parsePageParameters, unknownPerson } from './pageParameters.ts'

function parameters(query: string): PageParameters {
  const parsed = parsePageParameters(new URLSearchParams(query))
  if (!parsed.ok) throw new Error(parsed.problems.join(' '))
  return parsed.parameters
}

function problems(query: string): readonly string[] {
  const parsed = parsePageParameters(new URLSearchParams(query))
  return parsed.ok ? [] : parsed.problems
}

describe('parsePageParameters', () => {
  it('without parameters starts as a person would', () => {
    expect(parameters('')).toMatchObject({
      mode: { kind: 'visit' },
      customId: null,
      consent: 'ask',
      panel: 'none',
    })
  })

  it('seats several people, with consent given and the panel open', () => {
    expect(parameters('users=3&watch=0_testcard')).toMatchObject({
      mode: { kind: 'several', count: 3 },
      customId: 'watch:0_testcard',
      consent: 'auto',
      panel: 'fit',
    })
  })

  it('seats one person without the panel unless it is asked for', () => {
    expect(parameters('user=ana')).toMatchObject({ mode: { kind: 'one', handle: 'ana' }, panel: 'none' })
    expect(parameters('user=ana&panel=1&locale=de&consent=refuse')).toMatchObject({
      panel: 'open',
      locale: 'de',
      consent: 'refuse',
    })
  })

  it('gives everybody the plain options and the named their own', () => {
    const { optionsOf } = parameters(
      'users=3&net=5&net.ben=80,20&clock.cleo=-1500&platform.ben=mobile&layout=pip',
    )
    expect(optionsOf('ana')).toMatchObject({
      network: { oneWayMs: 5, jitterMs: 0 },
      clockOffsetMs: 0,
      platform: 'desktop',
      layout: 'pip',
    })
    expect(optionsOf('ben')).toMatchObject({ network: { oneWayMs: 80, jitterMs: 20 }, platform: 'mobile' })
    expect(optionsOf('cleo').clockOffsetMs).toBe(-1500)
  })

  it.each([
    ['users=0', 'users'],
    ['users=13', 'users'],
    ['users=three', 'users'],
    ['users=2&user=ana', 'users'],
    ['user=', 'user'],
    ['user=ana&net=fast', 'net'],
    ['user=ana&net=1,2,3', 'net'],
    ['user=ana&net=-1', 'net'],
    ['users=3&net.ben=x', 'net.ben'],
    ['user=ana&clock=1.5', 'clock'],
    ['user=ana&platform=tv', 'platform'],
    ['user=ana&layout=tiny', 'layout'],
    ['consent=maybe', 'consent'],
    ['locale=German', 'locale'],
    ['without=NOTHING_SUCH', 'without'],
    ['deny=sleep', 'deny'],
    ['referrer_id=ana', 'referrer_id'],
    ['panel=yes', 'panel'],
    ['watch=../x', 'watch'],
    ['watch=0_x&custom_id=y', 'watch'],
    [`custom_id=${'x'.repeat(65)}`, 'custom_id'],
    ['usres=3', 'usres'],
    ['users.ana=3', 'users.ana'],
  ])('says of %s what is wrong with “%s” and how it is meant', (query, name) => {
    const [problem, ...others] = problems(query)
    expect(problem).toContain(`“${name}”`)
    expect(problem).toMatch(/Use |Did you mean|There are|is short for/)
    expect(others).toEqual([])
  })

  it('names every problem once', () => {
    expect(problems('users=x&net=y&net.ben=80,20')).toHaveLength(2)
  })

  it('gives a person an older client, and takes away what Discord may', () => {
    const { optionsOf, referrerId } = parameters(
      'users=2&without.ana=SHARE_LINK,SET_ACTIVITY&deny=invite&hardware.ben=off&referrer_id=14',
    )
    expect(optionsOf('ana').limits).toEqual({
      without: new Set(['SHARE_LINK', 'SET_ACTIVITY']),
      denied: new Set(['invite']),
      hardware: true,
    })
    expect(optionsOf('ben').limits.hardware).toBe(false)
    expect(referrerId).toBe('14')
  })
})

describe('unknownPerson', () => {
  it('names the parameter and the people there are', () => {
    expect(unknownPerson(parameters('users=2&net.zoe=5'), ['ana', 'ben'])).toBe(
      "“net.zoe” names “zoe”, who isn't in the sandbox. Use one of ana, ben.",
    )
    expect(unknownPerson(parameters('user=ben'), ['ana', 'ben'])).toBeNull()
  })

  it('opens a chat by the name of its channel', () => {
    expect(parameters('users=3&chat=movie-night')).toMatchObject({ chat: 'movie-night' })
    expect(channelSlug('Movie night')).toBe('movie-night')
    expect(problems('chat=%2F')).toEqual([expect.stringContaining('chat=general')])
  })
})
