import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestProduct, type TestProduct } from '../../../testing/startTestProduct.ts'
import { openConversation, TEACHERS } from './testing/openConversation.ts'

let product: TestProduct
const { press, update, view, resetAll } = openConversation(() => product)

beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
}, 30_000)
afterAll(() => product.close())
beforeEach(async () => void (await resetAll()))

describe('seeing the configuration', () => {
  it('shows every key with what it is, and that nothing differs', async () => {
    const { text, message, answer } = await view('all')
    expect(answer?.type).toBe(5)
    expect(message?.onlyFor).toBe('ana')
    expect(text).toContain('All of it is as it comes.')
    expect(text).toContain('`types.user_join`: **off**')
    expect(text).toContain('`channels.meeting_start`: not set')
    expect(text).toContain('`permissions.kaltura-config-view`: **admin**')
    expect(text).toContain('`mapping.default`: **viewer**')
  })

  it('says of what differs who changed it when, and what the default is', async () => {
    await update('features', 'features.recording', 'off')
    const { text } = await view('features')
    expect(text).toMatch(
      /`recording`: \*\*off\*\*\n-# default: on · changed by <@1400000000000000001> <t:\d{10}:R>/,
    )
    expect(text).toContain('1 key differs from the default.')
    expect(text).not.toContain('Notifications\n')
  })

  it('turns to another section where the message stands', async () => {
    const first = await view('all')
    const second = await press(first, 'Roles')
    expect(second.message?.id).toBe(first.message?.id)
    expect(second.text).toContain('## Configuration: Roles')
    expect(second.text).not.toContain('recording')
  })

  it('has pages where a message does not hold it all', async () => {
    const text = '**[x](https://evil.example)** @everyone <@1> '.repeat(20)
    for (const key of ['meeting_start', 'meeting_end', 'user_join', 'recording_ready', 'meeting_share'])
      await update('notifications', `notifications.templates.${key}`, text)
    const names = Array.from({ length: 25 }, (_, index) => `<@&${index}> `.padEnd(80, '*')).join()
    for (const name of ['watch', 'start', 'join'])
      await update('commands', `permissions.kaltura-${name}`, names)
    const first = await view('all')
    expect(first.text).toContain('Page 1 of 2')
    const second = await press(first, 'Next')
    expect(second.text).toContain('Page 2 of 2')
    expect((await press(second, 'Previous')).text).toBe(first.text)
    const both = first.text + second.text
    expect(both).toContain('`templates.meeting_share`')
    expect(both).toContain('and 15 more')
    expect(both).toContain('`user_sync`')
    expect(both).not.toContain('](http')
    expect(both).not.toMatch(/(?<!\\)(?:@everyone|<@&)/)
  })

  it('names Discord roles', async () => {
    await update('roles', `roles.mapping.${TEACHERS}`, 'moderator')
    await update('commands', 'commands.permissions.kaltura-watch', `moderator, ${TEACHERS}`)
    const { text } = await view('all')
    expect(text).toContain('Role Lehrkräfte 🎓: **moderator**')
    expect(text).toContain('**moderator, Lehrkräfte 🎓**')
  })

  it('says of a role that has gone which it was', async () => {
    await update('commands', 'commands.permissions.kaltura-watch', '1299999999999999999')
    const { text } = await view('commands')
    expect(text).toContain('role 1299999999999999999, which has gone')
  })
})
