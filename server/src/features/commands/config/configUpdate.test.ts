import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { GUILD } from '../../../../../sandbox/src/discord/identities.ts'
import { startTestProduct, type TestProduct } from '../../../testing/startTestProduct.ts'
import { type Asked, openConversation, TEACHERS, textsIn, UPDATE } from './testing/openConversation.ts'

let product: TestProduct
const { ask, press, reset, update, view, resetAll } = openConversation(() => product)

beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
}, 30_000)
afterAll(() => product.close())
beforeEach(async () => void (await resetAll()))

describe('changing a key', () => {
  it('says what it was, what it is, and who sees that', async () => {
    const { text, answer } = await update('notifications', 'types.user_join', 'yes')
    expect(answer?.type).toBe(5)
    expect(text).toBe(
      [
        '`notifications.types.user_join` has changed.',
        'Was: off',
        'Is: **on**',
        '-# Everybody who can read the channel sees it, from the next notification on.',
      ].join('\n'),
    )
    expect((await view('notifications')).text).toContain('`types.user_join`: **on**')
  })

  it('says so where it was so already, and makes nothing of it', async () => {
    await update('features', 'recording', 'off')
    const { text, buttons } = await update('features', 'recording', 'off')
    expect(text).toMatch(/was so already: off\. Nothing has changed/)
    expect([...buttons.keys()]).toEqual([])
  })

  it('is taken back by a press', async () => {
    const changed = await update('commands', 'prefix', 'k!')
    const undone = await press(changed, 'Undo')
    expect(undone.message?.id).toBe(changed.message?.id)
    expect(undone.text).toMatch(/is back to what it was\.\nWas: k!\nIs: \*\*empty\*\*/)
    expect((await view('commands')).text).toContain('All of it is as it comes.')
  })

  it('is taken back after others have changed other keys', async () => {
    await update('features', 'embedding', 'off')
    const changed = await update('commands', 'prefix', 'a')
    await update('features', 'recording', 'off', { user: 'dan' })
    expect((await press(changed, 'Undo')).text).toContain('is back to what it was')
    const { text } = await view('all')
    expect(text).toContain('`embedding`: **off**')
    expect(text).toContain('`recording`: **off**')
  })

  it('is not taken back after somebody else has changed it', async () => {
    const changed = await update('commands', 'prefix', 'a')
    await update('commands', 'prefix', 'b', { user: 'dan' })
    await update('commands', 'prefix', 'a', { user: 'dan' })
    expect((await press(changed, 'Undo')).text).toMatch(
      /^Somebody has changed `commands\.prefix` since then, so it stays as it is now/,
    )
    expect((await view('commands')).text).toContain('`prefix`: **a**')
  })

  it('is not taken back twice', async () => {
    const changed = await update('commands', 'prefix', 'a')
    await press(changed, 'Undo')
    const id = changed.buttons.get('Undo') ?? ''
    const again = await ask({ button: id, message: changed.message?.id ?? '', force: true })
    expect(again.text).toMatch(/^Somebody has changed/)
  })

  it('by two admins at once loses neither', async () => {
    const [one, other] = await Promise.all([
      update('features', 'embedding', 'off'),
      update('features', 'recording', 'off', { user: 'dan' }),
    ])
    expect([one.text, other.text]).toEqual([
      expect.stringContaining('has changed'),
      expect.stringContaining('has changed'),
    ])
    expect((await view('features')).text).toContain('2 keys differ from the default.')
  })

  it.each([
    [
      'features',
      'features.recordng',
      'off',
      'There is no key features.recordng. Did you mean `features.recording`?',
    ],
    ['features', 'recordng', 'off', 'There is no key recordng. Did you mean `features.recording`?'],
    [
      'features',
      'xyzzy',
      'off',
      'There is no key xyzzy. Choose one of those that are proposed while you type.',
    ],
    ['notifications', 'types', 'on', /types holds several keys.*`notifications\.types\.meeting_start`/],
    ['features', 'recording', 'maybe', '`features.recording` takes on or off. Nothing has changed.'],
    [
      'roles',
      'mapping.Teachers',
      'boss',
      'Role Teachers takes admin, moderator, or viewer. Nothing has changed.',
    ],
    ['commands', 'prefix', 'x'.repeat(11), /takes a text of at most 10 characters/],
    ['notifications', 'templates.user_join', 'x'.repeat(4_000), /takes a text of 1 to 1,500 characters/],
    ['commands', 'permissions.kaltura-watch', 'x,'.repeat(30).concat('x'), /takes up to 25 of @everyone/],
    ['roles', 'mapping.__proto__', 'admin', /There is no key roles\.mapping\.\\_\\_proto\\_\\_/],
    ['roles', `mapping.${'x'.repeat(101)}`, 'admin', /Names of Discord roles have 1 to 100 characters/],
  ])('%s %s = %s is answered with one sentence', async (section, key, value, sentence) => {
    const { text } = await update(section, key, value)
    expect(text.replaceAll(String.raw`\.`, '.')).toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    )
    expect((await view('all')).text).toContain('All of it is as it comes.')
  })

  it.each(['🍿 {{title}} 🎬', 'היום: **{{title}}**', 'x'.repeat(1_500), '@everyone <@&1> `x` ```'])(
    'takes the template %s as it is',
    async template => {
      const { text } = await update('notifications', 'templates.meeting_end', template)
      expect(text).toContain('has changed')
      expect(text).not.toMatch(/(?<!\\)@everyone/)
      const { accessToken } = await product.signIn('ana')
      const headers = { authorization: `Bearer ${accessToken}` }
      const response = await fetch(`${product.url}/api/v1/config/${GUILD.id}`, { headers })
      expect(await response.json()).toMatchObject({
        overrides: { notifications: { templates: { meeting_end: template } } },
      })
    },
  )

  it('of who may do what does not lock admins out', async () => {
    for (const name of ['view', 'update', 'reset'])
      await update('commands', `permissions.kaltura-config-${name}`, 'moderator')
    await update('commands', 'enabled', 'off')
    for (const name of ['view', 'update', 'reset'])
      await update('commands', `permissions.kaltura-config-${name}`, '')
    for (const user of ['ana', 'dan', 'eva']) {
      expect((await view('commands', { user })).text).toContain('`enabled`: **off**')
      expect((await update('commands', 'prefix', user, { user })).text).toContain('has changed')
    }
    expect((await reset('all', { user: 'dan' })).text).toContain('would go back to the default')
  })
})

describe('a modal', () => {
  const open = (section: string, key: string, more: object = {}) =>
    ask({ command: UPDATE, options: { section, key }, ...more })

  const FieldSchema = z.object({
    label: z.string(),
    component: z.looseObject({ custom_id: z.string(), style: z.number(), value: z.string().optional() }),
  })
  const fieldOf = ({ modal }: Asked) => FieldSchema.parse(modal?.components[0])

  it('has the present value in it, and changes the key when it is sent', async () => {
    const opened = await open('notifications', 'templates.user_join')
    expect(opened.modal?.title).toBe('Change templates.user_join')
    const { component } = fieldOf(opened)
    expect(component).toMatchObject({
      style: 2,
      value: '{{username}} is now in **{{title}}**.',
      max_length: 1_500,
    })
    const sent = await ask({
      modal: opened.modal?.customId ?? '',
      fields: { [component.custom_id]: 'Hello\n{{username}}' },
    })
    expect(sent.answer?.type).toBe(5)
    expect(sent.text).toContain('Is: **Hello {{username}}**')
    expect(sent.buttons.has('Undo')).toBe(true)
  })

  it.each([
    ['features', 'recording', 'on', 'aus', 'Is: **off**'],
    ['roles', 'mapping.default', 'viewer', 'moderator', 'Is: **moderator**'],
    ['commands', 'permissions.kaltura-watch', '@everyone', '', 'Is: **nobody**'],
    [
      'roles',
      `mapping.${'Very long name of a Discord role '.repeat(4).slice(0, 100)}`,
      undefined,
      'viewer',
      'Is: **viewer**',
    ],
  ])('for %s %s has %s in it', async (section, key, value, written, is) => {
    const opened = await open(section, key)
    const { component } = fieldOf(opened)
    expect(component.value).toBe(value)
    const fields = { [component.custom_id]: written }
    const sent = await ask({ modal: opened.modal?.customId ?? '', fields })
    expect(sent.text).toContain(is)
  })

  it('of a list says which roles its ids are', async () => {
    await update('commands', 'permissions.kaltura-watch', `admin, ${TEACHERS}`)
    const opened = await open('commands', 'permissions.kaltura-watch')
    expect(fieldOf(opened).component.value).toBe(`admin, ${TEACHERS}`)
    expect(textsIn(opened.modal?.components ?? [])).toEqual([`${TEACHERS}: Lehrkräfte 🎓`])
    const fields = { [fieldOf(opened).component.custom_id]: 'admin' }
    const sent = await ask({ modal: opened.modal?.customId ?? '', fields })
    expect(sent.text).toContain('Was: admin, Lehrkräfte 🎓\nIs: **admin**')
  })

  it('does not open for a key that there is not', async () => {
    const opened = await open('features', 'recordng')
    expect([opened.modal, opened.answer?.type]).toEqual([null, 4])
    expect(opened.text).toContain('Did you mean `features.recording`?')
  })

  it('whose value does not fit says what would', async () => {
    const opened = await open('features', 'recording')
    const fields = { [fieldOf(opened).component.custom_id]: 'perhaps' }
    const sent = await ask({ modal: opened.modal?.customId ?? '', fields })
    expect(sent.text).toBe('`features.recording` takes on or off. Nothing has changed.')
  })
})
