import { createDecipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { Secret } from '../platform/secret.ts'
import { readSharedData, skipWithoutSharedData } from '../testing/sharedData.ts'
import { formatPrivileges, mintSession, parsePrivileges, SESSION_TYPE } from './session.ts'

const VectorsSchema = z.array(
  z.object({
    name: z.string(),
    secret: z.string(),
    userId: z.string(),
    type: z.union([z.literal(0), z.literal(2)]),
    partnerId: z.number(),
    now: z.number(),
    expiry: z.number(),
    privileges: z.string(),
    rndHex: z.string(),
    ks: z.string(),
  }),
)

/** What Kaltura finds in a session. */
function open(secret: string, ks: string): URLSearchParams {
  const sealed = Buffer.from(ks.replaceAll('-', '+').replaceAll('_', '/'), 'base64')
  const start = sealed.indexOf('|', sealed.indexOf('|') + 1) + 1
  const key = createHash('sha1').update(secret).digest().subarray(0, 16)
  const decipher = createDecipheriv('aes-128-cbc', key, Buffer.alloc(16)).setAutoPadding(false)
  const message = Buffer.concat([decipher.update(sealed.subarray(start)), decipher.final()])
  const body = message.subarray(20).toString('latin1').replace(/\0+$/, '')
  return new URLSearchParams(body.slice(16))
}

describe('a Kaltura session', () => {
  describe.skipIf(skipWithoutSharedData)('against sessions that Kaltura accepts', () => {
    const vectors = skipWithoutSharedData ? [] : VectorsSchema.parse(readSharedData('ks-vectors.json'))
    it.each(vectors)('$name', vector => {
      const ks = mintSession(
        new Secret(vector.secret),
        {
          partnerId: vector.partnerId,
          userId: vector.userId,
          type: vector.type,
          expiresAtS: vector.now + vector.expiry,
          privileges: parsePrivileges(vector.privileges),
        },
        Buffer.from(vector.rndHex, 'hex'),
      )
      expect(ks).toBe(vector.ks)
    })
  })

  const claims = { partnerId: 1, userId: 'u', type: SESSION_TYPE.user, expiresAtS: 2_000_000_000 }

  it('never gives a privilege that was not meant, whatever a name contains (ASVS 1.3.3)', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, last) => {
        const privileges = { firstName: `x,setrole:ADMIN${first}`, lastName: `&_t=2&all=*${last}` }
        const fields = open('s', mintSession(new Secret('s'), { ...claims, privileges }))
        const asText = formatPrivileges(privileges).split(',')
        return (
          [...fields.keys()].join() === 'firstName,lastName,_e,_t,_u' &&
          fields.get('_t') === '0' &&
          [...fields.values()].every(value => !value.includes(',')) &&
          asText.length === 2
        )
      }),
    )
  })

  it('is different each time', () => {
    const mint = () => mintSession(new Secret('s'), { ...claims, privileges: {} })
    expect(mint()).not.toBe(mint())
  })
})
