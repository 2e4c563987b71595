import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodeKs, encodeKs, parsePrivileges } from './ks.ts'
import { isSharedDataMissing, readSharedData } from './sharedData.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const contents = { partnerId: 1234567, userId: 'u', type: 0, expiresAtS: 2_000_003_600, privileges: '' }

const vectorSchema = z.object({
  name: z.string(),
  secret: z.string(),
  userId: z.string(),
  type: z.number(),
  partnerId: z.number(),
  now: z.number(),
  expiry: z.number(),
  privileges: z.string(),
  rndHex: z.string(),
  ks: z.string(),
})

describe.skipIf(isSharedDataMissing)('KS vectors that the server’s own parser accepted', () => {
  const vectors = isSharedDataMissing ? [] : z.array(vectorSchema).parse(readSharedData('ks-vectors.json'))

  it.each(vectors)('are opened: $name', vector => {
    const ks = decodeKs(vector.ks, vector.secret)
    expect(ks).toMatchObject({
      partnerId: vector.partnerId,
      userId: vector.userId,
      type: vector.type,
      expiresAtS: vector.now + vector.expiry,
      privileges: parsePrivileges(vector.privileges),
    })
  })

  it.each(vectors)('are what we make, byte for byte: $name', vector => {
    const { secret, partnerId, userId, type, privileges } = vector
    const expiresAtS = vector.now + vector.expiry
    const random = Buffer.from(vector.rndHex, 'hex')
    expect(encodeKs({ partnerId, userId, type, expiresAtS, privileges }, secret, random)).toBe(vector.ks)
  })
})

describe('decodeKs', () => {
  it('opens nothing signed with another secret', () => {
    expect(decodeKs(encodeKs(contents, 'another secret'), SECRET)).toBeUndefined()
  })

  it('opens nothing of which a single character was changed', () => {
    const ks = encodeKs({ ...contents, privileges: 'sview:0_a,setrole:PLAYBACK_BASE_ROLE' }, SECRET)
    const [, encrypted = ''] = /^(?:.{16})(.*)$/.exec(ks) ?? []
    const start = ks.length - encrypted.length
    for (let index = start; index < ks.length - 4; index += 1) {
      const changed = `${ks.slice(0, index)}${ks[index] === 'A' ? 'B' : 'A'}${ks.slice(index + 1)}`
      expect(decodeKs(changed, SECRET)).toBeUndefined()
    }
  })

  it.each(['', 'djI', 'not a ks', 'djJ8MTIzNDU2N3w=', `djJ8MTIzNDU2N3x${'A'.repeat(64)}`])(
    'opens nothing out of %j',
    raw => {
      expect(decodeKs(raw, SECRET)).toBeUndefined()
    },
  )

  it('lets the last of two equal privileges win, as the server does', () => {
    const ks = decodeKs(
      encodeKs({ ...contents, privileges: 'role:viewerRole,firstName:x,role:adminRole' }, SECRET),
      SECRET,
    )
    expect(ks?.privileges.get('role')).toBe('adminRole')
  })
})
