import { describe, expect, it } from 'vitest'
import type { HostError, HostResult, Sharing } from '../../host/host.ts'
import { createStore } from '../../sync/store.ts'
import type { DiscordDoor } from './createDiscordDoor.ts'
import { shareVideo } from './shareVideo.ts'

const LINK = 'https://discord.com/activities/11?custom_id=moment1%3A0_a%3A75&referrer_id=14'
const request = { message: 'Come', customId: 'moment1:0_a:75', fromId: '14' }
const failed = (kind: HostError['kind'], code: number): HostResult<Sharing> => ({
  ok: false,
  error: { kind, code, message: '' },
})

function scene(answer: HostResult<Sharing>) {
  const asked: unknown[] = []
  const toCopy = createStore<string | null>(null)
  const host = {
    shareLink: async (link: unknown) => {
      asked.push(link)
      return answer
    },
  }
  const door = { host, config: { discordClientId: '11' }, toCopy } as unknown as DiscordDoor
  const copied: string[] = []
  const clipboard = { writeText: async (text: string) => void copied.push(text) }
  return { door, asked, copied, clipboard, toCopy }
}

describe('DC2 sharing a moment', () => {
  it.each(['sent', 'copied', null] as const)('is Discord’s own affair: %s', async outcome => {
    const { door, asked, copied, clipboard } = scene({ ok: true, value: outcome })
    expect(await shareVideo(door, request, clipboard)).toBe(outcome)
    expect(asked).toEqual([{ message: 'Come', customId: 'moment1:0_a:75' }])
    expect(copied).toEqual([])
  })

  it.each([
    ['is too old', failed('unknownCommand', 4002)],
    ['may not', failed('failed', 4006)],
  ])('is by the clipboard where Discord’s client %s', async (_why, answer) => {
    const { door, copied, clipboard } = scene(answer)
    expect(await shareVideo(door, request, clipboard)).toBe('copied')
    expect(copied).toEqual([LINK])
  })

  it('is by hand where there is no clipboard either', async () => {
    const { door, toCopy } = scene(failed('unknownCommand', 4002))
    const denied = { writeText: () => Promise.reject(new Error('denied')) }
    expect(await shareVideo(door, request, denied)).toBe('byHand')
    expect(toCopy.get()).toBe(LINK)
  })

  it('is nothing where the person said no', async () => {
    const { door, copied, clipboard } = scene(failed('refused', 5000))
    expect(await shareVideo(door, request, clipboard)).toBeNull()
    expect(copied).toEqual([])
  })
})
