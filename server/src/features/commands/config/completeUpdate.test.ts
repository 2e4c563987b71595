import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestProduct, type TestProduct } from '../../../testing/startTestProduct.ts'
import { openConversation, TEACHERS } from './testing/openConversation.ts'

let product: TestProduct
const { propose, update, resetAll } = openConversation(() => product)

beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
}, 30_000)
afterAll(() => product.close())
beforeEach(async () => void (await resetAll()))

describe('proposals', () => {
  it('of keys hold the text anywhere, and say what each is now', async () => {
    await update('features', 'recording', 'off')
    expect(await propose('key', 'RECORD', { section: 'features' })).toEqual([
      { name: 'recording: off', value: 'features.recording' },
    ])
    const all = await propose('key', 'user_join', { section: 'notifications' })
    expect(all.map(({ value }) => value)).toEqual([
      'notifications.types.user_join',
      'notifications.templates.user_join',
      'notifications.channels.user_join',
    ])
    expect(await propose('key', '', {})).toHaveLength(25)
  })

  it('of keys have the Discord roles that nothing has been said of', async () => {
    await update('roles', 'mapping.Organiser', 'moderator')
    const found = await propose('key', '', { section: 'roles' })
    expect(found).toContainEqual({ name: 'Role Organiser: moderator', value: 'roles.mapping.Organiser' })
    expect(found).toContainEqual({ name: 'Role Lehrkräfte 🎓: not set', value: `roles.mapping.${TEACHERS}` })
    // A role that is called like the word of ours is still one.
    expect(found).toContainEqual({ name: 'mapping.default: viewer', value: 'roles.mapping.default' })
    expect(found).toContainEqual({
      name: 'Role default: not set',
      value: 'roles.mapping.1210000000000000007',
    })
    expect(found.map(({ value }) => value)).not.toContain('roles.mapping.1210000000000000001')
  })

  it('of values are those that the key takes', async () => {
    const options = { section: 'features', key: 'features.recording' }
    expect(await propose('value', '', options)).toEqual([
      { name: 'on (now, default)', value: 'true' },
      { name: 'off', value: 'false' },
    ])
    expect(await propose('value', 'of', options)).toEqual([{ name: 'off', value: 'false' }])
    const roles = { section: 'roles', key: `roles.mapping.${TEACHERS}` }
    expect((await propose('value', '', roles)).map(({ name }) => name)).toEqual([
      'admin',
      'moderator',
      'viewer',
    ])
  })

  it('of texts are the present one and the default', async () => {
    await update('notifications', 'channels.default', 'cinema')
    const options = { section: 'notifications', key: 'channels.default' }
    expect(await propose('value', '', options)).toEqual([
      { name: 'cinema (now)', value: 'cinema' },
      { name: 'general (default)', value: 'general' },
    ])
    expect(await propose('value', 'gen', options)).toEqual([
      { name: 'gen', value: 'gen' },
      { name: 'general (default)', value: 'general' },
    ])
  })

  it('of lists are roles, one after the other', async () => {
    const options = { section: 'commands', key: 'permissions.kaltura-watch' }
    const first = await propose('value', '', options)
    expect(first[0]).toEqual({ name: '@everyone (now, default)', value: '@everyone' })
    expect(first).toContainEqual({ name: 'Lehrkräfte 🎓', value: TEACHERS })
    expect(first).toContainEqual({ name: 'Role admin', value: '1210000000000000002' })
    expect(await propose('value', `${TEACHERS}, mod`, options)).toEqual(
      expect.arrayContaining([{ name: 'Lehrkräfte 🎓, moderator', value: `${TEACHERS}, moderator` }]),
    )
  })

  it('are none for a key that there is not, or for who may not change it', async () => {
    expect(await propose('value', '', { section: 'features', key: 'xyzzy' })).toEqual([])
    expect(await propose('key', '', { section: 'features' }, { user: 'cleo' })).toEqual([])
  })

  it('are taken as they are', async () => {
    const [choice] = await propose('key', 'Lehr', { section: 'roles' })
    const { text } = await update('roles', String(choice?.value), 'moderator')
    expect(text).toContain('Role Lehrkräfte 🎓 has changed.')
  })
})
