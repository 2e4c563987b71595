import { type Sandbox, startSandbox } from '@kaltura-discord/sandbox/startSandbox.ts'
import { PlaybackSessionSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { SERVER_URL } from '../../e2e/src/sandboxControl.ts'
import { startBarePage } from './barePage.ts'
import { signIn } from './signIn.ts'

const PARTNER_ID = 1_234_567

/** What the page with nothing but the player plays that video with. */
export async function playbackKs(entryId: string): Promise<string> {
  const { accessToken } = await signIn('ben')
  const response = await fetch(`${SERVER_URL}/api/v1/videos/${entryId}/session`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}` },
  })
  return PlaybackSessionSchema.parse(await response.json()).ks
}

/** Behind a proxy of its own, of the same kind as the product's. */
export async function withBarePage(
  entryId: string,
  ks: string,
  use: (url: string) => Promise<void>,
): Promise<void> {
  let sandbox: Sandbox | undefined
  const cdnHost = (): string => `127.0.0.1:${sandbox?.ports.cdn}`
  const page = await startBarePage({ partnerId: PARTNER_ID, entryId, ks, cdnHost })
  try {
    sandbox = await startSandbox({
      ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0, server: page.port },
    })
    await use(`http://ana.discordsays.localhost:${sandbox.ports.proxy}/`)
  } finally {
    await sandbox?.close()
    await page.close()
  }
}
