import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDiscordCheck } from '../../../../../e2e/src/conformance/discordCheck.ts'
import { sharedDataPath, skipWithoutSharedData } from '../../../testing/sharedData.ts'
import { startTestProduct, type TestProduct } from '../../../testing/startTestProduct.ts'
import { openConversation, RESET, TEACHERS, UPDATE, VIEW } from './testing/openConversation.ts'

let product: TestProduct
const { ask, press, propose, reset, update, view, resetAll } = openConversation(() => product)

beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
}, 30_000)
afterAll(() => product.close())
beforeEach(async () => void (await resetAll()))

describe('whoever', () => {
  const everything: readonly object[] = [
    { command: VIEW, options: { section: 'all' } },
    { command: UPDATE, options: { section: 'features', key: 'recording', value: 'off' } },
    { command: UPDATE, options: { section: 'features', key: 'recording' } },
    { command: RESET, options: { section: 'all' } },
    { command: RESET, options: { section: 'all', confirm: true } },
  ]

  it.each(['ben', 'cleo', 'gita', 'hugo'])('is no admin is told whom to ask: %s', async user => {
    for (const wish of everything) {
      const { text, modal } = await ask({ user, ...wish })
      expect([text, modal]).toEqual([
        'Your roles in this server do not allow this. Ask one of its admins.',
        null,
      ])
    }
    expect((await view('all')).text).toContain('All of it is as it comes.')
  })

  it('may no longer is refused the button that they still see', async () => {
    await update('commands', 'permissions.kaltura-config-update', TEACHERS)
    const changed = await update('commands', 'prefix', 'b', { user: 'ben' })
    await update('commands', 'permissions.kaltura-config-update', '')
    expect((await press(changed, 'Undo', { user: 'ben' })).text).toContain('Ask one of its admins')
    expect((await view('commands')).text).toContain('`prefix`: **b**')
  })

  it('asks in direct messages is told where it works', async () => {
    for (const wish of everything) {
      const { text } = await ask({ direct: true, force: true, ...wish })
      expect(text).toMatch(/^This works only in servers/)
    }
  })

  it('reads German is answered in German', async () => {
    const german = { locale: 'de' }
    const changed = await update('features', 'recording', 'aus', german)
    expect(changed.text).toContain('`features.recording` wurde geändert.\nVorher: an\nJetzt: **aus**')
    expect((await view('features', german)).text).toContain('1 Einstellung weicht von der Vorgabe ab.')
    expect((await update('features', 'recording', 'x', german)).text).toBe(
      'Für `features.recording` ist möglich: an oder aus. Nichts hat sich geändert.',
    )
    expect((await update('features', 'recordng', 'x', german)).text).toContain(
      'gibt es nicht. Meinst du `features.recording`?',
    )
    const asked = await reset('features', german)
    expect([...asked.buttons.keys()]).toEqual(['Funktionen zurücksetzen', 'So lassen'])
    expect((await press(asked, 'So lassen', german)).text).toBe('Es wurde nichts zurückgesetzt.')
    expect((await press(changed, 'Rückgängig machen', german)).text).toContain('ist wieder wie vorher')
    expect((await view('all', { ...german, user: 'cleo' })).text).toContain('Frag jemanden')
    expect(await propose('value', '', { section: 'features', key: 'recording' }, german)).toEqual([
      { name: 'an (jetzt, Vorgabe)', value: 'true' },
      { name: 'aus', value: 'false' },
    ])
  })
})

describe.skipIf(skipWithoutSharedData)('what went to Discord', () => {
  it('is all as its API document says', () => {
    const check = createDiscordCheck(sharedDataPath('discord-openapi-v10.json'))
    const sent = product.sandbox.traffic
      .entries()
      .flatMap(entry => (entry.service === 'discord' ? [{ ...entry, service: entry.service }] : []))
    expect(sent.some(({ url }) => decodeURIComponent(url).includes('/messages/@original'))).toBe(true)
    expect(sent.flatMap(check)).toEqual([])
  })
})
