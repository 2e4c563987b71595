import { describe, expect, it } from 'vitest'
import { createTestKaltura } from './testApi.ts'

const { api, options } = createTestKaltura()
const pathOf = (entryId: string, uiConfId = 46022343) =>
  `/p/1234567/embedPlaykitJs/uiconf_id/${uiConfId}?iframeembed=true&entry_id=${entryId}`

describe("the page of the account's player", () => {
  it('plays what everybody may see, from where playManifest leads', async () => {
    const { status, headers, body } = await api({ path: pathOf('0_public') })
    expect({ status, type: headers?.['content-type'] }).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
    })
    const [, film = ''] = /<video[^>]* src="([^"]+)"/.exec(`${body}`) ?? []
    expect(new URL(film).origin).toBe(options.apiOrigin)
    const sent = await api({ path: new URL(film).pathname })
    expect(sent).toMatchObject({ status: 302 })
    expect(sent.headers?.['location']).toMatch(options.cdnOrigin)
  })

  it('shows what asks for a session, says so, and plays it not', async () => {
    const { status, body } = await api({ path: pathOf('0_testcard') })
    expect(status).toBe(200)
    expect(`${body}`).toMatch(/Test card.*asks for a session/s)
    expect(`${body}`).not.toContain('<video')
  })

  it.each([
    ['another player', pathOf('0_public', 1)],
    ['another account', pathOf('0_public').replace('1234567', '7654321')],
    ['an unknown video', pathOf('0_nothere')],
    ['the script', pathOf('0_public').replace('iframeembed', 'x')],
  ])('is none for %s', async (_name, path) => {
    expect(await api({ path })).toMatchObject({ status: 404 })
  })

  it('takes no markup from a name', async () => {
    options.library.add({
      id: '0_markup',
      name: '<script>alert(1)</script>',
      description: '',
      tags: '',
      createdDaysAgo: 1,
      durationS: 1,
    })
    expect(`${(await api({ path: pathOf('0_markup') })).body}`).not.toContain('<script')
  })
})
