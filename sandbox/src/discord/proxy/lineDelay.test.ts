import { describe, expect, it } from 'vitest'
import { createWorld } from '../world.ts'
import { lineDelay } from './lineDelay.ts'

function setUp(path: string) {
  const clock = { nowMs: 0, random: 0 }
  const now = () => clock.nowMs
  const world = createWorld({ now })
  return { clock, world, delay: lineDelay({ world, person: 'ben', path, now, random: () => clock.random }) }
}

describe('lineDelay', () => {
  it('is nothing without conditions', () => {
    expect(setUp('/').delay()).toBe(0)
  })

  it('follows the conditions under way', () => {
    const { world, delay } = setUp('/')
    world.setConditions('ben', { oneWayMs: 80, jitterMs: 0 })
    expect(delay()).toBe(80)
    world.setConditions('ben', { oneWayMs: 5, jitterMs: 0 })
    expect(delay()).toBe(5)
  })

  it('adds jitter between nothing and three times its mean', () => {
    const { clock, world, delay } = setUp('/')
    world.setConditions('ben', { oneWayMs: 100, jitterMs: 40 })
    expect(delay()).toBe(100)
    clock.nowMs += 50
    clock.random = 0.999999
    expect(delay()).toBe(220)
  })

  it('gives what is sent together the same jitter', () => {
    const { clock, world, delay } = setUp('/')
    world.setConditions('ben', { oneWayMs: 0, jitterMs: 40 })
    clock.random = 0.5
    const first = delay()
    clock.random = 0.9
    clock.nowMs += 49
    expect(delay()).toBe(first)
    clock.nowMs += 1
    expect(delay()).toBeGreaterThan(first)
  })

  it.each(['/kaltura-cdn/a.m4s', '/.proxy/kaltura-cdn/a.m4s'])('holds %s', path => {
    const { clock, world, delay } = setUp(path)
    world.hold('ben', 3000)
    clock.nowMs += 1000
    expect(delay()).toBe(2000)
    clock.nowMs += 2000
    expect(delay()).toBe(0)
  })

  it('holds nothing but media, and nobody else', () => {
    const { world, delay } = setUp('/kaltura/api_v3')
    world.hold('ben', 3000)
    expect(delay()).toBe(0)
    const other = lineDelay({ world, person: 'ana', path: '/kaltura-cdn/a', now: () => 0 })
    expect(other()).toBe(0)
  })
})
