import { expect, test } from '../src/fixtures.ts'
import { HOST_URL } from '../src/sandboxControl.ts'
import { expectPlaying } from '../src/together.ts'

const MOVIE_NIGHT = '1300000000000000001'

async function post(path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${HOST_URL}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return answer.status === 204 ? null : answer.json()
}

test('whoever has asked for a video sees it, also where they come by the link of another', async ({
  party,
}) => {
  await post('/host/voice/join', { user: 'ana' })
  const options = { video: '0_testcard' }
  const wish = { user: 'ana', channel: MOVIE_NIGHT, command: 'kaltura-watch', options }
  expect(await post('/sandbox/interactions', wish)).toMatchObject({ problem: null, answer: { type: 12 } })
  const ana = await party.invite({ user: 'ana', watch: '0_lecture' })
  await expectPlaying(ana)
  await ana.page.mouse.move(640, 360)
  await expect(ana.activity.getByRole('heading', { level: 1 })).toHaveText('Test card')
  // Where the link leads is a question to who came by it, and puts nothing on.
  await expect(
    ana.activity.getByRole('heading', { name: 'Your link leads to “How a watch party keeps time”' }),
  ).toBeVisible()
  await expectPlaying(ana)
  await expect(ana.activity.getByRole('heading', { level: 1 })).toHaveText('Test card')
})
