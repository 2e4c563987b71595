import { MAX_LIVE_MS } from '@kaltura-discord/shared/meetings/limits.ts'
import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { describe, expect, it } from 'vitest'
import { announcementOf } from './announcement.ts'
import { speechIn } from './meetingWords.ts'
import { DEFAULTS } from './testing/notificationGround.ts'
import { NOW_MS, sampleMeeting } from './testing/sampleMeeting.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const { notifications } = DEFAULTS

function said(meeting: Partial<Meeting>, language: 'en' | 'de' = 'en', rules = notifications) {
  const parts = { notifications: rules, speech: speechIn(language), nowMs: NOW_MS }
  const notice = announcementOf(sampleMeeting(meeting), parts)
  if (notice === null) return null
  const { text, facts, buttons } = notice
  return {
    text,
    facts: facts.join(' '),
    buttons: buttons.map(button => ('label' in button ? button.label : '')),
  }
}

const planned = (aheadMs: number) =>
  ({ status: 'scheduled', plannedAtMs: NOW_MS + aheadMs, startedAtMs: null, openedAtMs: null }) as const
const at = (ms: number) => `<t:${(NOW_MS + ms) / 1000}`

describe('the announcement of a meeting', () => {
  it('is none while it is being made', () => {
    expect(said({ status: 'preparing' })).toBeNull()
  })

  it('says when it is planned for, and what one can do until then', () => {
    expect(said(planned(HOUR_MS))).toEqual({
      text: `**Film night**, a webinar, is planned for ${at(HOUR_MS)}:F>, ${at(HOUR_MS)}:R>.`,
      facts: 'Planned by Ana. You can join from 15 minutes before.',
      buttons: ['Share', 'Call off'],
    })
  })

  it('lets people join from a quarter of an hour before', () => {
    expect(said(planned(15 * MINUTE_MS))).toMatchObject({
      facts: 'Planned by Ana. You can join now.',
      buttons: ['Join', 'Share', 'Call off'],
    })
  })

  it('says that it waits for its host, and then that it is on', () => {
    expect(said({ openedAtMs: null })).toEqual({
      text: '**Film night** has begun. It is a webinar, and you can join now.',
      facts: 'Waiting for the host. Ana has not opened it yet.',
      buttons: ['Join', 'Share', 'End meeting'],
    })
    expect(said({})?.facts).toBe(`Hosted by Ana, begun ${at(-10 * MINUTE_MS)}:R>.`)
    expect(said({ openedAtMs: null, waitForHost: false })?.facts).toMatch(/^Hosted by Ana/)
  })

  it('says at the end what is true: closed, how long, how many, and where the recording is', () => {
    const ended = {
      status: 'ended',
      startedAtMs: NOW_MS - 72 * MINUTE_MS,
      endedAtMs: NOW_MS,
      joined: 3,
    } as const
    expect(said(ended)).toEqual({
      text: '**Film night** is over.',
      facts:
        'Closed to new joiners. It lasted 1 hour and 12 minutes. 3 people joined from here. Kaltura is preparing the recording.',
      buttons: [],
    })
    const recording = { state: 'ready', entryId: '1_recorded' } as const
    expect(said({ ...ended, recording, attendance: { people: 5, minutes: 200 } })).toMatchObject({
      facts:
        'Closed to new joiners. It lasted 1 hour and 12 minutes. Kaltura counted 5 people, for 3 hours and 20 minutes in all. The recording is ready.',
      buttons: ['Watch recording together'],
    })
    expect(said({ ...ended, joined: 0, recording: { state: 'off', entryId: null } })?.facts).toBe(
      'Closed to new joiners. It lasted 1 hour and 12 minutes. Nobody joined from here.',
    )
    expect(said({ ...ended, recording: { state: 'missing', entryId: null } })?.facts).toMatch(
      /There is no recording\.$/,
    )
  })

  it('says why it ended by itself', () => {
    const ended = { status: 'ended', startedAtMs: NOW_MS - MAX_LIVE_MS, endedAtMs: NOW_MS } as const
    expect(said({ ...ended, endReason: 'expired' })?.facts).toMatch(/left open for too long/)
    expect(said({ ...ended, endReason: 'gone' })?.facts).toMatch(/not at Kaltura any more/)
  })

  it('says that it was called off', () => {
    expect(said({ ...planned(HOUR_MS), status: 'withdrawn' })).toEqual({
      text: `**Film night** was called off. It was planned for ${at(HOUR_MS)}:F>.`,
      facts: '',
      buttons: [],
    })
  })

  it('speaks the language of the server, but for its templates', () => {
    expect(said(planned(HOUR_MS), 'de')).toEqual({
      text: `**Film night** (Webinar) ist geplant für ${at(HOUR_MS)}:F>, ${at(HOUR_MS)}:R>.`,
      facts: 'Geplant von Ana. Der Beitritt ist ab 15 Minuten vorher möglich.',
      buttons: ['Teilen', 'Absagen'],
    })
    const ended = { status: 'ended', endedAtMs: NOW_MS, joined: 1 } as const
    expect(said(ended, 'de')?.facts).toBe(
      'Für neue Teilnehmende geschlossen. Dauer: 10 Minuten. Eine Person ist von hier aus beigetreten. Kaltura bereitet die Aufzeichnung vor.',
    )
  })

  it('uses words of ours where the server wants none of its own', () => {
    const types = { ...notifications.types, meeting_start: false, meeting_end: false }
    expect(said({}, 'en', { ...notifications, types })?.text).toBe('**Film night** has begun.')
    expect(said({ status: 'ended', endedAtMs: NOW_MS }, 'en', { ...notifications, types })?.text).toBe(
      '**Film night** is over.',
    )
  })

  it('fills in what a template speaks of, and leaves alone what it doesn’t know', () => {
    const templates = {
      ...notifications.templates,
      meeting_end:
        '{{title}}|{{type}}|{{username}}|{{duration}}|{{attendance}}|{{start}}|{{secret}}|{{ title }}',
    }
    const ended = { status: 'ended', endedAtMs: NOW_MS, joined: 4 } as const
    expect(said(ended, 'en', { ...notifications, templates })?.text).toBe(
      `Film night|webinar|Ana|10 minutes|4|${at(-10 * MINUTE_MS)}:F>|{{secret}}|{{ title }}`,
    )
  })
})
