import { ComponentType } from 'discord-api-types/v10'
import { describe, expect, it } from 'vitest'
import { toEdit, toMessage, toReplacement } from './message.ts'

const components = [{ type: ComponentType.TextDisplay as const, content: 'Hello' }]
const nobody = { parse: [] }

describe('what a member is shown', () => {
  it('is theirs alone and mentions nobody', () => {
    expect(toMessage({ text: 'Hello' })).toEqual({ content: 'Hello', flags: 64, allowed_mentions: nobody })
    expect(toMessage({ components })).toEqual({ components, flags: 64 + 32_768, allowed_mentions: nobody })
  })

  it('comes into a promised answer, which is theirs already', () => {
    expect(toEdit({ text: 'Hello' })).toEqual({ content: 'Hello', allowed_mentions: nobody })
    expect(toEdit({ components })).toEqual({ components, flags: 32_768, allowed_mentions: nobody })
  })

  it('replaces a message of components by components', () => {
    expect(toReplacement({ text: 'Hello' })).toEqual({ components, flags: 32_768, allowed_mentions: nobody })
    expect(toReplacement({ components })).toEqual(toEdit({ components }))
  })

  it('is cut where Discord would take none of it', () => {
    const { content } = toMessage({ text: '🎬'.repeat(2_000) })
    expect(content).toHaveLength(1_999)
    expect(content).toMatch(/^(?:🎬)+…$/u)
  })
})
