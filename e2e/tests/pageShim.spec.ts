import { expect, test } from '../src/fixtures.ts'

test('a player may take a buffer away while it appends', async ({ party }) => {
  const ana = await party.invite({ user: 'ana' })
  await expect(ana.activity.getByRole('searchbox')).toBeVisible()
  const thrown: string[] = []
  ana.page.on('pageerror', ({ message }) => thrown.push(message))
  const ended = await (await ana.frame()).evaluate(async () => {
    const source = new MediaSource()
    const video = document.createElement('video')
    video.src = URL.createObjectURL(source)
    await new Promise(opened => source.addEventListener('sourceopen', opened, { once: true }))
    const buffer = source.addSourceBuffer('video/mp4; codecs="avc1.42E01E"')
    const appended = new Promise<string>(done => {
      buffer.addEventListener('updateend', ({ type }) => done(type), { once: true })
    })
    buffer.appendBuffer(new Uint8Array(8))
    source.removeSourceBuffer(buffer)
    return appended
  })
  expect(ended).toBe('updateend')
  expect(thrown).toEqual([])
})
