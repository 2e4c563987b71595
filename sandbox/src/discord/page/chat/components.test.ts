import { describe, expect, it } from 'vitest'
import { readComponent } from './components.ts'

describe('readComponent', () => {
  it('reads a hit of a search: texts, picture, buttons', () => {
    const hit = {
      type: 17,
      accent_color: 0x74_c0_e0,
      components: [
        {
          type: 9,
          components: [{ type: 10, content: '**Test card**' }],
          accessory: { type: 11, media: { url: 'http://127.0.0.1:3337/t.jpg' }, description: 'Still' },
        },
        { type: 14, divider: false, spacing: 2 },
        {
          type: 1,
          components: [
            { type: 2, style: 1, label: 'Watch together', custom_id: 'kaltura-watch:play:0_a' },
            { type: 2, style: 5, label: 'Open', url: 'https://a.example' },
          ],
        },
      ],
    }
    expect(readComponent(hit)).toMatchObject({
      kind: 'container',
      accent: '#74c0e0',
      children: [
        { kind: 'section', accessory: { kind: 'thumbnail', url: 'http://127.0.0.1:3337/t.jpg' } },
        { kind: 'separator', divider: false, large: true },
        {
          kind: 'row',
          children: [
            { look: 'primary', customId: 'kaltura-watch:play:0_a', url: null },
            { look: 'link', customId: null, url: 'https://a.example/' },
          ],
        },
      ],
    })
  })

  it('reads a field of a modal with what stands in it already', () => {
    const field = {
      type: 18,
      label: 'Template',
      component: { type: 4, style: 2, custom_id: 'value', value: 'Hello', min_length: 1, max_length: 100 },
    }
    expect(readComponent(field)).toMatchObject({
      kind: 'label',
      child: { kind: 'input', paragraph: true, required: true, value: 'Hello', minLength: 1, maxLength: 100 },
    })
  })

  it.each([['javascript:alert(1)'], ['data:text/html,x'], ['not an address'], [7]])(
    'links nowhere by %s',
    url => {
      expect(readComponent({ type: 2, style: 5, label: 'x', url })).toMatchObject({ url: null })
    },
  )

  it.each([[null], [{}], ['text'], [{ type: 99 }], [[]]])('says that it does not know %j', source => {
    expect(readComponent(source)).toMatchObject({ kind: 'unknown' })
  })

  it('does not take what everything inherits for a component', () => {
    expect(readComponent({ type: 'constructor' })).toMatchObject({ kind: 'unknown' })
  })
})
