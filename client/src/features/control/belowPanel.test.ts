import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const UPRIGHT = '@media (max-width: 700px) and (orientation: portrait) {'

/** What a style sheet says there for a phone that is held upright. */
function uprightRule(path: string, selector: string): string {
  const [, ...uprights] = readFileSync(join(import.meta.dirname, path), 'utf8').split(UPRIGHT)
  const [, rule = ''] = uprights.join('\n').split(`${selector} {`)
  return rule.slice(0, rule.indexOf('}'))
}

describe('what is told and asked, on a phone with a panel open', () => {
  it('has a row of its own under the panel, as high as it is, and lies over nothing', () => {
    const room = uprightRule(
      '../room/RoomScreen.module.css',
      '.room[data-place="stage"][data-panel][data-layout="focused"]',
    )
    expect(room).toMatch(/grid-template-rows: .+ minmax\(0, 1fr\) auto;/)
    const layer = uprightRule('ControlOverlay.module.css', ':root [data-place="stage"][data-panel] > .layer')
    expect(layer).toMatch(/grid-row: 3;/)
    expect(layer).toMatch(/position: static;/)
    const told = uprightRule(
      'ControlOverlay.module.css',
      ':root [data-place="stage"][data-panel] > .layer > [data-told]',
    )
    expect(told).toMatch(/position: static;/)
  })
})
