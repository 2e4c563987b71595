import { describe, expect, it } from 'vitest'
import { chooseWay } from './chooseWay.ts'

const TEXT = '1310000000000000001'
const VOICE = '1300000000000000001'
const OTHER_VOICE = '1300000000000000002'
const NOWHERE = { kind: 'nowhere' } as const
const HIDDEN = { kind: 'hidden' } as const
const IN_VOICE = { kind: 'in', channelId: VOICE } as const

describe('the way into the Activity', () => {
  it.each([
    // used in,    whereabouts, way
    [TEXT, NOWHERE, { kind: 'joinVoice' }],
    [VOICE, NOWHERE, { kind: 'joinVoice' }],
    [null, NOWHERE, { kind: 'joinVoice' }],
    [VOICE, IN_VOICE, { kind: 'launch' }],
    [TEXT, IN_VOICE, { kind: 'invite', channelId: VOICE }],
    [OTHER_VOICE, IN_VOICE, { kind: 'invite', channelId: VOICE }],
    [null, IN_VOICE, { kind: 'invite', channelId: VOICE }],
    [TEXT, HIDDEN, HIDDEN],
    [VOICE, HIDDEN, HIDDEN],
  ] as const)('used in %s by somebody who is %o', (usedInId, whereabouts, way) => {
    expect(chooseWay({ usedInId, whereabouts })).toEqual(way)
  })
})
