import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { LANGUAGES } from '../../../../discord/text/language.ts'
import type { Message } from '../../command.ts'
import { overMessage } from '../end/endMessages.ts'
import { MEETING_TEXTS } from '../texts.ts'
import { listMessage } from './listMessage.ts'

const NOW_MS = 1_800_000_000_000
const HOUR_MS = 3_600_000
/** Discord's. */
const MAX_COMPONENTS = 40
const MAX_TEXT = 4_000

const meetingOf = (number: number, more: Partial<Meeting> = {}): Meeting => ({
  id: `00000000${String(number).padStart(2, '0')}`,
  guildId: '1200000000000000001',
  channelId: null,
  type: 'meeting',
  title: `Number ${number}`,
  description: null,
  status: 'live',
  owner: { id: '1400000000000000001', name: 'Ana' },
  mayMentionEveryone: false,
  plannedAtMs: null,
  startedAtMs: NOW_MS - HOUR_MS,
  openedAtMs: null,
  endedAtMs: null,
  endedBy: null,
  endReason: null,
  waitForHost: true,
  room: null,
  recording: { state: 'awaited', entryId: null },
  joined: 0,
  attendance: null,
  createdAtMs: NOW_MS - HOUR_MS,
  version: 1,
  ...more,
})
const endedWith = (entryId: string | null) =>
  ({ status: 'ended', endedAtMs: NOW_MS, recording: { state: 'ready', entryId } }) as const

const PartSchema = z.looseObject({
  content: z.string().optional(),
  label: z.string().optional(),
  custom_id: z.string().optional(),
  components: z.array(z.unknown()).default([]),
})

function partsOf(message: Message): z.infer<typeof PartSchema>[] {
  const walk = (part: unknown): z.infer<typeof PartSchema>[] => {
    const parsed = PartSchema.parse(part)
    return [parsed, ...parsed.components.flatMap(walk)]
  }
  return 'text' in message ? [{ content: message.text, components: [] }] : message.components.flatMap(walk)
}
const textOf = (message: Message) =>
  partsOf(message)
    .flatMap(({ content }) => content ?? [])
    .join('\n')
const labelsOf = (message: Message) => partsOf(message).flatMap(({ label }) => label ?? [])

const show = (meetings: readonly Meeting[], page = 1, mayEnd = () => true, language: 'en' | 'de' = 'en') =>
  listMessage(meetings, page, {
    texts: MEETING_TEXTS[language],
    format: createFormat(language),
    nowMs: NOW_MS,
    mayEnd,
  })

describe('the list', () => {
  it('holds what can be joined, is to come, or can be watched', () => {
    const message = show([
      meetingOf(1, { openedAtMs: NOW_MS }),
      meetingOf(2, { status: 'scheduled', plannedAtMs: NOW_MS + 10 * 60_000 }),
      meetingOf(3, { status: 'scheduled', plannedAtMs: NOW_MS + 24 * HOUR_MS }),
      meetingOf(4, endedWith('1_recording')),
      meetingOf(5, endedWith(null)),
    ])
    expect(textOf(message).match(/### .+|\*\*.+\*\*/g)).toEqual([
      '### Live now',
      '**Number 1**',
      '### Planned',
      '**Number 2**',
      '**Number 3**',
      '### Recordings',
      '**Number 4**',
    ])
    expect(textOf(message)).not.toContain('waiting for the host')
    expect(labelsOf(message)).toEqual([
      'Join',
      'End',
      'Join',
      'Call off',
      'Call off',
      'Watch recording together',
    ])
    expect(partsOf(message).at(-1)?.custom_id).toBe('kaltura-watch:play:1_recording')
  })

  it('offers no end to whoever may not', () => {
    expect(labelsOf(show([meetingOf(1)], 1, () => false))).toEqual(['Join'])
  })

  it.each(LANGUAGES)('fits into a message in %s, whatever they are called', language => {
    for (const name of [
      '*'.repeat(100),
      '👩‍👩‍👧‍👦'.repeat(9),
      'ا'.repeat(100),
      '@everyone '.repeat(10).trim(),
    ]) {
      const many = Array.from({ length: 12 }, (_, number) =>
        meetingOf(number, { title: name, owner: { id: '1400000000000000001', name } }),
      )
      for (const page of [1, 2, 3, 99]) {
        const message = show(many, page, () => true, language)
        expect(partsOf(message).length).toBeLessThanOrEqual(MAX_COMPONENTS)
        expect(textOf(message).length).toBeLessThanOrEqual(MAX_TEXT)
        expect(textOf(message)).not.toMatch(/(?<!\\)@/)
        const ids = partsOf(message).flatMap(part => part.custom_id ?? [])
        expect(new Set(ids).size).toBe(ids.length)
      }
    }
  })
})

describe('what is said of a meeting that is over', () => {
  const said = (more: Partial<Meeting>) => textOf(overMessage(meetingOf(1, more), 'me', MEETING_TEXTS.en))
  const over = { status: 'ended', endedAtMs: NOW_MS } as const

  it.each<[string, Partial<Meeting>, RegExp]>([
    ['by me', { ...over, endedBy: 'me', endReason: 'ended' }, /is closed to new joiners, and links/],
    [
      'by another',
      { ...over, endedBy: '2', endReason: 'ended' },
      /^<@2> ended \*\*Number 1\*\* <t:1800000000:R>/,
    ],
    ['by nobody', { ...over, endReason: 'expired' }, /was closed <t:1800000000:R>, because nobody/],
    ['at Kaltura', { ...over, endReason: 'gone' }, /its room is no longer there at Kaltura/],
    ['called off by me', { ...over, status: 'withdrawn', endedBy: 'me' }, /is called off, and links/],
    [
      'called off by another',
      { ...over, status: 'withdrawn', endedBy: '2' },
      /^<@2> called off \*\*Number 1\*\*/,
    ],
  ])('ended %s', (_how, more, sentence) => {
    expect(said(more)).toMatch(sentence)
  })
})
