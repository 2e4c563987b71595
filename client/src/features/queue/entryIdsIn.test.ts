import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryIdsIn, playlistIdIn } from './entryIdsIn.ts'

const of = (text: string): readonly string[] | string => {
  const pasted = entryIdsIn(text, 12)
  return pasted.ok ? pasted.entryIds : `line ${pasted.line}`
}

describe('entryIdsIn', () => {
  it.each([
    ['a bare id', '1_abc12345'],
    ['an id in a sentence', 'have a look at 1_abc12345, please'],
    ['a portal', 'https://videos.example.com/media/t/1_abc12345'],
    ['a portal with a title', 'https://videos.example.com/media/2024_recap/1_abc12345?st=30'],
    ['a portal with a category', 'https://videos.example.com/media/Some+title/1_abc12345/77778888'],
    ['a query', 'https://example.com/watch?partner=12&entry_id=1_abc12345&flash=0'],
    ['another spelling', 'https://example.com/#entryid=1_abc12345'],
    ['an encoded one', 'https://example.com/?go=x%3Fentry_id%3D1_abc12345'],
    ['a manifest', 'https://cdn.example.com/p/12/sp/1200/playManifest/entryId/1_abc12345/format/url'],
    ['a thumbnail', 'https://cdn.example.com/p/12/thumbnail/entry_id/1_abc12345/width/320'],
    [
      'an embed code',
      '<iframe id="kaltura_player_17" src="https://cdn.example.com/p/12/embedPlaykitJs/uiconf_id/34?iframeembed=true&amp;entry_id=1_abc12345" width="560"></iframe>',
    ],
    ['a script', "player.loadMedia({ entryId: '1_abc12345' })"],
  ])('finds the entry in %s', (_, text) => {
    expect(of(text)).toEqual(['1_abc12345'])
  })

  it('takes several, by lines, in their order, and passes over empty lines', () => {
    expect(of('\n1_bbb22222\r\n\nhttps://example.com/media/t/0_aaa11111\n1_bbb22222\n')).toEqual([
      '1_bbb22222',
      '0_aaa11111',
      '1_bbb22222',
    ])
  })

  it('names the first line that is neither', () => {
    expect(of('1_bbb22222\nhttps://example.com/cats\n1_aaa11111')).toBe('line 2')
    expect(of('')).toBe('line 1')
    expect(of('hello')).toBe('line 1')
  })

  it('answers any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), text => {
        const pasted = entryIdsIn(text, 12)
        if (pasted.ok) expect(pasted.entryIds.length).toBeGreaterThan(0)
        else expect(pasted.line).toBeGreaterThan(0)
      }),
    )
  })
})

describe('what is of another account', () => {
  it.each([
    'https://cdn.example.com/p/1234567/sp/123456700/playManifest/entryId/1_abc12345/format/url',
    'https://example.com/embed?partner_id=99&entry_id=1_abc12345',
    'https://example.com/index.php/kwidget/?a=1&wid=_123&entry_id=1_abc12345',
    "KalturaPlayer.setup({ provider: { partnerId: 13 } }).loadMedia({ entryId: '1_abc12345' })",
  ])('is told from what is of ours: %s', text => {
    expect(entryIdsIn(`0_ours\n${text}`, 12)).toEqual({ ok: false, line: 2, why: 'otherAccount' })
  })

  it('is nothing that an address only looks like', () => {
    expect(of('https://videos.example.com/media/p/1_abc12345')).toEqual(['1_abc12345'])
  })
})

describe('playlistIdIn', () => {
  it.each([
    'https://videos.example.com/playlist/details/0_list1234',
    'https://videos.example.com/playlist/0_list1234?st=1',
    'https://cdn.example.com/p/12/embedPlaykitJs/uiconf_id/34?iframeembed=true&playlistId=0_list1234',
    'https://cdn.example.com/x?flashvars[playlistAPI.kpl0Id]=0_list1234',
    "kalturaPlayer.loadPlaylist({ playlistId: '0_list1234' })",
  ])('finds the playlist in %s', text => {
    expect(playlistIdIn(text)).toBe('0_list1234')
  })

  it.each([
    '0_list1234',
    'https://videos.example.com/media/t/0_film',
    'https://videos.example.com/playlist/dedicated/Name/0_list1234/1_film',
    'https://videos.example.com/playlist/0_list1234\n1_film',
  ])('finds none in %s', text => {
    expect(playlistIdIn(text)).toBeNull()
  })
})
