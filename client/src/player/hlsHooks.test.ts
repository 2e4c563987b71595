import { describe, expect, it } from 'vitest'
import { createHlsHooks } from './hlsHooks.ts'
import { createUrlMapper } from './urlMapper.ts'

/** hls.js as far as the hooks see it. */
function fakeHls(levels: number) {
  const listeners = new Map<string, () => void>()
  return {
    autoLevelCapping: -1,
    levels: Array.from({ length: levels }, () => ({})),
    on: (event: string, listener: () => void) => void listeners.set(event, listener),
    trigger: (event: string) => listeners.get(event)?.(),
  }
}

function hooksWith(hls: ReturnType<typeof fakeHls>) {
  const hooks = createHlsHooks(createUrlMapper([]))
  const play = (each: ReturnType<typeof fakeHls>): void => {
    const { cmcdController: Probe } = hooks.config as { cmcdController: new (hls: unknown) => unknown }
    new Probe(each)
    each.trigger('hlsManifestParsed')
  }
  play(hls)
  return { hooks, play }
}

describe('the limit of quality', () => {
  it('leaves out the best levels, as long as one is left, and takes nothing away for good', () => {
    const hls = fakeHls(3)
    const { hooks } = hooksWith(hls)
    const caps = [1, 2, 5, 0].map(steps => {
      hooks.limitLevels(steps)
      return hls.autoLevelCapping
    })
    expect(caps).toEqual([1, 0, 0, -1])
  })

  it('holds for the next video, whose levels are known a little later', () => {
    const { hooks, play } = hooksWith(fakeHls(3))
    hooks.limitLevels(1)
    const next = fakeHls(5)
    play(next)
    expect(next.autoLevelCapping).toBe(3)
  })
})
