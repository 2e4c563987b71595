import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import { describe, expect, it } from 'vitest'
import type { Act, Deed } from './actOf.ts'
import { actText } from './actText.ts'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'

const ben = { id: '2', displayName: 'Ben', avatarUrl: null }
const act = (deed: Deed, isOwn = false): Act => ({ id: 'c', who: ben, isOwn, deed })
const inEnglish = (each: Act) => actText(each, en(createFormat('en')), createFormat('en'))
const inGerman = (each: Act) => actText(each, de(createFormat('de')), createFormat('de'))

describe('what somebody did, in words', () => {
  it('names them, and says you to oneself', () => {
    expect(inEnglish(act({ kind: 'wentTo', positionS: 750 }))).toBe('Ben went to 12:30')
    expect(inEnglish(act({ kind: 'wentTo', positionS: 750 }, true))).toBe('You went to 12:30')
    expect(inGerman(act({ kind: 'wentTo', positionS: 750 }, true))).toBe('Du bist zu 12:30 gesprungen')
    expect(inEnglish(act({ kind: 'suggestedMany', count: 3 }))).toBe('Ben suggests 3 videos')
  })

  it('does without what isn’t known any more', () => {
    expect(inEnglish({ ...act({ kind: 'removed', video: null }), who: null })).toBe(
      'Somebody removed a video',
    )
  })

  it('tells whoever is host now, by name or as you', () => {
    const handed = { kind: 'handed', reason: 'left', to: ben } as const
    expect(inEnglish(act({ ...handed, toSelf: false }))).toBe('Ben is host now')
    expect(inEnglish(act({ ...handed, toSelf: true }))).toBe('You are host now')
  })
})
