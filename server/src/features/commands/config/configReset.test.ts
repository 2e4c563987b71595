import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestProduct, type TestProduct } from '../../../testing/startTestProduct.ts'
import { openConversation, RESET } from './testing/openConversation.ts'

let product: TestProduct
const { ask, press, reset, update, view, resetAll } = openConversation(() => product)

beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
}, 30_000)
afterAll(() => product.close())
beforeEach(async () => void (await resetAll()))

describe('resetting', () => {
  it('asks first, naming what would change, and does it on a press', async () => {
    await update('features', 'recording', 'off')
    await update('commands', 'prefix', 'k')
    const asked = await reset('features')
    expect(asked.text).toContain('1 key would go back to the default:')
    expect(asked.text).toContain('`features.recording`: off → **on**')
    expect([...asked.buttons.keys()]).toEqual(['Reset features', 'Keep it'])
    expect((await view('features')).text).toContain('`recording`: **off**')
    const done = await press(asked, 'Reset features')
    expect(done.message?.id).toBe(asked.message?.id)
    expect(done.text).toContain('Features: 1 key back to the default.')
    expect((await view('features')).text).toContain('`recording`: **on**')
    expect((await view('commands')).text).toContain('`prefix`: **k**')
  })

  it('leaves everything on the other press', async () => {
    await update('features', 'recording', 'off')
    const kept = await press(await reset('features'), 'Keep it')
    expect([kept.text, [...kept.buttons]]).toEqual(['Nothing has been reset.', []])
    expect((await view('features')).text).toContain('`recording`: **off**')
  })

  it('loses nothing that came in between', async () => {
    await update('features', 'recording', 'off')
    const asked = await reset('features')
    await update('features', 'embedding', 'off', { user: 'dan' })
    expect((await press(asked, 'Reset features')).text).toMatch(/so nothing has been reset/)
    expect((await view('features')).text).toContain('2 keys differ from the default.')
  })

  it('is done at once where it is confirmed', async () => {
    await update('features', 'recording', 'off')
    const options = { section: 'features', confirm: true }
    const done = await ask({ command: RESET, options })
    expect(done.text).toContain('`features.recording`: off → **on**')
    const again = await ask({ command: RESET, options })
    expect(again.text).toBe('Features: nothing differs from the default, so there is nothing to reset.')
  })

  it('has nothing to ask where nothing differs', async () => {
    const { text, buttons } = await reset('all')
    expect(text).toBe('Everything: nothing differs from the default, so there is nothing to reset.')
    expect(buttons.size).toBe(0)
  })
})
