import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDiscordCheck } from '../../../../../e2e/src/conformance/discordCheck.ts'
import { BOT_PERMISSIONS as BOT_MAY } from '../../../../../sandbox/src/discord/identities.ts'
import { sharedDataPath, skipWithoutSharedData } from '../../../testing/sharedData.ts'
import { postJson, startTestProduct, type TestProduct } from '../../../testing/startTestProduct.ts'
import { type Asked, openConversation } from '../config/testing/openConversation.ts'

const GENERAL = '1310000000000000001'
const SEND_MESSAGES = 1n << 11n
/** The owner of the server. */
const ANA = '1400000000000000001'
const CLEO = '1400000000000000003'

let product: TestProduct
const { ask, press } = openConversation(() => product)

beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
  // Discord lets itself be asked for members only so often: from now on these are known.
  for (const user of ['ana', 'ben', 'cleo', 'iris']) await list({ user })
}, 30_000)
afterAll(() => product.close())
beforeEach(() => product.sandbox.faults.clear())
afterEach(async () => {
  await mayBot(BOT_MAY)
  product.sandbox.faults.clear()
  // Meetings of one test are of no concern to the next.
  sql("DELETE FROM meetings WHERE status IN ('live', 'scheduled', 'ended')")
  sql('DELETE FROM member_time_zones')
})

function sql(statement: string): readonly Record<string, unknown>[] {
  const database = new DatabaseSync(product.environment['DATABASE_PATH'] ?? '')
  try {
    return database.prepare(statement).all()
  } finally {
    database.close()
  }
}
const mayBot = (permissions: bigint) =>
  postJson(`${product.sandbox.urls.host}/host/bot/permissions`, { permissions: String(permissions) })
const standing = () => sql("SELECT id FROM meetings WHERE status IN ('live', 'scheduled')").length

const start = (options: object, more: object = {}) =>
  ask({ command: 'kaltura-start', options: { type: 'meeting', title: 'Standup', ...options }, ...more })
const idIn = ({ text }: Asked) => /Meeting ([0-9a-z]{10})/.exec(text)?.[1] ?? 'none'
const join = (meeting: string, more: object = {}) =>
  ask({ command: 'kaltura-join', options: { 'meeting-id': meeting }, ...more })
const end = (meeting: string, more: object = {}) =>
  ask({ command: 'kaltura-end', options: { 'meeting-id': meeting }, ...more })
const list = (more: object = {}) => ask({ command: 'kaltura-list', ...more })
const linkIn = ({ message }: Asked) =>
  /"url":"([^"]+\/join\/[\w-]{43})"/.exec(JSON.stringify(message?.components))?.[1]

describe('/kaltura-start', () => {
  it('makes a meeting at once, and says what stands', async () => {
    const asked = await start({ description: 'Every day' })
    expect(asked.text).toBe(
      [
        '### Standup\nMeeting · live now',
        'Others wait until you are in.',
        `It is announced in <#${GENERAL}>.`,
        `-# Meeting ${idIn(asked)}`,
      ].join('\n'),
    )
    expect([...asked.buttons]).toEqual([
      ['Join', `kaltura-join:join:${idIn(asked)}`],
      ['Share', `kaltura-start:share:${idIn(asked)}`],
      ['End', `kaltura-end:end:${idIn(asked)}`],
    ])
    expect(asked.message?.onlyFor).toBe('ana')
    expect(standing()).toBe(1)
  })

  it('speaks German, and lets nobody wait where that is not wanted', async () => {
    const asked = await start({ type: 'classroom', 'wait-for-host': false }, { locale: 'de' })
    expect(asked.text).toContain('### Standup\nKlassenzimmer · läuft\nAndere können auch ohne dich hinein.')
  })

  it.each([
    ['en-US', 'soonish', '“soonish” could not be read as a time. Write one such as'],
    ['en-US', 'yesterday 15:00', 'That time is over. Choose one that is still to come'],
    ['en-US', 'tomorrow', 'That is a day without a time. Write both'],
    ['en-US', 'in 500 days', 'That is more than a year ahead.'],
    ['de', 'gestern 15 Uhr', 'Diese Zeit ist vorbei.'],
    ['en-US', '@everyone', String.raw`“\@everyone” could not be read`],
  ])('%s: %s is answered with what would be taken', async (locale, at, sentence) => {
    expect((await start({ at }, { locale })).text).toContain(sentence)
    expect(standing()).toBe(0)
  })

  it.each([
    ['\u200B\u202E', 'This title shows nothing. Write one with letters or digits.'],
    ['\u200D', 'This title shows nothing. Write one with letters or digits.'],
    ['\u3164', 'This title shows nothing. Write one with letters or digits.'],
    ['👩‍👩‍👧‍👦'.repeat(12), '“title” takes at most 100 characters, and this has 132. Shorten it.'],
  ])('refuses the title %j', async (title, sentence) => {
    expect((await start({ title })).text).toBe(sentence)
    expect(standing()).toBe(0)
  })

  it('says that it is announced or shared only where the bot may write', async () => {
    await mayBot(BOT_MAY & ~SEND_MESSAGES)
    const asked = await start({})
    expect(asked.text).toContain(
      `It is not announced: the bot may not write in <#${GENERAL}>. Ask an admin of this server to allow it.`,
    )
    const share = await press(asked, 'Share', { locale: 'de' })
    expect(share.text).toContain(`Nichts wurde geteilt: Der Bot darf in <#${GENERAL}> nichts schreiben.`)
    await mayBot(BOT_MAY)
    // What came to nothing doesn't count against them.
    expect((await press(asked, 'Share')).text).toBe(`**Standup** is shared in <#${GENERAL}>.`)
  })

  it('makes nothing while Kaltura is away', async () => {
    product.sandbox.faults.add({ service: 'kaltura', kind: 'garble' })
    expect((await start({})).text).toBe(
      'Kaltura cannot be reached at the moment, and nothing was made. Try again in a few minutes.',
    )
    expect(standing()).toBe(0)
    expect((await list()).text).toContain('No meeting is live or planned here.')
  })

  it('shows a title that means harm as it is', async () => {
    const asked = await start({ title: '@everyone **x** <@1> [a](https://evil.example)' })
    expect(asked.text).toContain(String.raw`### \@everyone \*\*x\*\* \<\@1\> \[a\]\(https\://evil.example\)`)
  })

  it('begins at once what is less than a minute ahead', async () => {
    expect((await start({ at: 'now' })).text).toContain('live now')
  })
})

describe('a meeting for later', () => {
  it('is shown before it is made, and made once', async () => {
    const preview = await start({ type: 'webinar', at: 'tomorrow 15:00' }, { locale: 'de' })
    expect(preview.text).toMatch(
      /^### Standup\nWebinar, geplant für\n\*\*<t:(\d+):F>\*\* \(<t:\1:R>\)\n-# Du hast „tomorrow 15\\:00“ geschrieben\. Gelesen als Europe\/Berlin \(UTC\+[12]\)\.$/,
    )
    expect([...preview.buttons.keys()]).toEqual(['Planen', 'Zeit ändern', 'Abbrechen'])
    expect(standing()).toBe(0)
    const [first, second] = await Promise.all([
      press(preview, 'Planen'),
      press(preview, 'Planen', { locale: 'de' }),
    ])
    const texts = [first.text, second.text].join('\n')
    expect(texts).toContain(`It is announced in <#${GENERAL}>.`)
    expect(texts).toMatch(/scheduled or cancelled already|schon geplant oder abgebrochen/)
    expect(standing()).toBe(1)
  })

  it('stays what it was where the press came twice', async () => {
    const preview = await start({ at: 'tomorrow 15:00' })
    const made = await press(preview, 'Schedule')
    expect(made.text).toMatch(
      /### Standup\nMeeting · <t:\d+:F> \(<t:\d+:R>\)\nYou can open it from <t:\d+:t> on/,
    )
    expect([...made.buttons.keys()]).toEqual(['Share', 'Call off'])
    const again = await press(preview, 'Schedule', { force: true })
    expect(again.text).toMatch(/^This was scheduled or cancelled already/)
    expect(again.message?.id).not.toBe(made.message?.id)
    expect(standing()).toBe(1)
  })

  it('is read again by the clocks of another zone, which is remembered', async () => {
    const preview = await start({ at: 'tomorrow 15:00' })
    expect(preview.text).toContain('Read as America/New York (UTC−')
    const menu = preview.buttons.get('Schedule')?.replace('schedule', 'zone')
    const moved = await ask({ button: menu, message: preview.message?.id, values: ['Asia/Tokyo'] })
    expect(moved.text).toContain('Read as Asia/Tokyo (UTC+9).')
    expect(moved.message?.id).toBe(preview.message?.id)
    expect((await start({ at: 'friday 8pm' }, { locale: 'de' })).text).toContain('Asia/Tokyo')
    expect((await start({ at: 'friday 8pm CET' })).text).toContain('Read as Europe/Berlin')
  })

  it('is given another time', async () => {
    const preview = await start({ at: 'tomorrow 15:00' })
    const { modal } = await press(preview, 'Change the time')
    expect(JSON.stringify(modal)).toContain('"value":"tomorrow 15:00"')
    const write = (at: string) => ask({ modal: modal?.customId, fields: { at } })
    const moved = await write('in 3 days at 10')
    expect(moved.text).toContain('You wrote “in 3 days at 10”.')
    expect(moved.message?.id).toBe(preview.message?.id)
    const reopened = await press(moved, 'Change the time')
    const refused = await ask({ modal: reopened.modal?.customId, fields: { at: 'never' } })
    expect(refused.text).toContain('“never” could not be read as a time.')
    expect(refused.message?.id).not.toBe(preview.message?.id)
    expect((await press(moved, 'Schedule')).text).toContain('### Standup')
  })

  it('is nobody else’s to make, and goes when it is cancelled or too old', async () => {
    const preview = await start({ at: 'tomorrow 15:00' })
    const gone = 'This was scheduled or cancelled already, or is older than a quarter of an hour.'
    sql('UPDATE meeting_drafts SET user_id = 1400000000000000002')
    expect((await press(preview, 'Schedule')).text).toContain(gone)
    expect((await press(preview, 'Change the time')).text).toContain(gone)
    expect((await press(preview, 'Cancel')).text).toContain(gone)
    sql('UPDATE meeting_drafts SET user_id = 1400000000000000001')
    expect((await press(preview, 'Cancel')).text).toContain('Nothing was scheduled.')
    const old = await start({ at: 'tomorrow 15:00' })
    sql('UPDATE meeting_drafts SET expires_at_ms = 1')
    expect((await press(old, 'Schedule')).text).toContain(gone)
    expect(standing()).toBe(0)
  })

  it('can be made after all once Kaltura is back', async () => {
    const preview = await start({ at: 'tomorrow 15:00' })
    product.sandbox.faults.add({ service: 'kaltura', kind: 'garble' })
    expect((await press(preview, 'Schedule')).text).toContain('nothing was made')
    expect(standing()).toBe(0)
    product.sandbox.faults.clear()
    expect((await press(preview, 'Schedule')).text).toContain('It is announced in')
    expect(standing()).toBe(1)
  })
})

describe('/kaltura-join', () => {
  it('gives everybody a link of their own, by id, title and button', async () => {
    const made = await start({}, { user: 'ben' })
    const links = [
      await join(idIn(made)),
      await join(' standUP '),
      await join(idIn(made), { user: 'cleo' }),
      await press(made, 'Join', { user: 'ben' }),
    ]
    expect(new Set(links.map(linkIn)).size).toBe(4)
    expect(links[0]?.text).toMatch(
      /^### Standup\nThis link is yours alone\. It opens in your browser, works once, and runs out <t:\d+:R>\.\nYou host it/,
    )
    expect(links[2]?.text).toMatch(/ has not opened it yet: the page waits with you\.$/)
    expect(links[0]?.text).not.toContain('/join/')
    const [first] = links
    if (!first) throw new Error('There is no link.')
    const again = await press(first, 'New link')
    expect(again.message?.id).toBe(first.message?.id)
    expect(linkIn(again)).not.toBe(linkIn(first))
  })

  it('proposes what is live and what is to come within a day', async () => {
    const made = await start({ title: 'All hands' })
    const propose = (value: string) =>
      ask({ autocomplete: 'kaltura-join', options: {}, focused: { name: 'meeting-id', value } })
    expect((await propose('hands')).choices).toEqual([
      { name: 'All hands · live, began now', value: idIn(made) },
    ])
    expect((await propose('x')).choices).toEqual([])
  })

  it.each([
    ['@everyone', String.raw`No meeting here is called “\@everyone”. Choose from`],
    ['0123456789', 'No meeting here is called “0123456789”. Choose from'],
  ])('says what to do about %s', async (typed, sentence) => {
    expect((await join(typed)).text).toContain(sentence)
  })

  it('asks which of several is meant', async () => {
    await start({})
    await start({})
    expect((await join('Standup')).text).toContain('Several meetings are called “Standup”.')
  })

  it('says when it can be joined, and that it is over', async () => {
    const planned = await press(await start({ at: 'tomorrow 15:00' }), 'Schedule')
    expect((await join(idIn(planned))).text).toMatch(
      /^\*\*Standup\*\* begins <t:\d+:F> \(<t:\d+:R>\)\. It can be joined from <t:\d+:t> on: come back then\.$/,
    )
    const live = await start({ title: 'Soon over' })
    await press(await press(live, 'End'), 'End meeting for everyone')
    expect((await press(live, 'Join')).text).toMatch(/^\*\*Soon over\*\* ended <t:\d+:R>\./)
  })
})

describe('/kaltura-list', () => {
  it('shows what is live and what is planned, with what each may do', async () => {
    const live = await start({ title: 'Now' }, { user: 'ben' })
    const planned = await press(await start({ title: 'Later', at: 'tomorrow 15:00' }), 'Schedule')
    const forAna = await list()
    expect(forAna.text).toMatch(
      /^### Live now\n\*\*Now\*\*\nMeeting · live, began <t:\d+:R> · host .+ · waiting for the host\n### Planned\n\*\*Later\*\*\nMeeting · <t:\d+:F> \(<t:\d+:R>\) · host .+$/,
    )
    expect([...forAna.buttons]).toEqual([
      ['Join', `kaltura-join:join:${idIn(live)}`],
      ['End', `kaltura-end:end:${idIn(live)}`],
      ['Call off', `kaltura-end:end:${idIn(planned)}`],
    ])
    const forCleo = await list({ user: 'cleo', locale: 'de' })
    expect([...forCleo.buttons.keys()]).toEqual(['Beitreten'])
    expect(forCleo.text).toContain('### Läuft gerade')
  })

  it('turns pages', async () => {
    for (let n = 1; n <= 6; n += 1) await start({ title: `Number ${n}` })
    const first = await list()
    expect(first.text).toMatch(/Number 6(.|\n)*Number 2\*\*(.|\n)*Page 1 of 2/)
    const second = await press(first, 'Next')
    expect(second.text).toMatch(/Number 1\*\*(.|\n)*Page 2 of 2/)
    expect((await press(second, 'Previous')).text).toBe(first.text)
    sql("DELETE FROM meetings WHERE state LIKE '%Number 1%'")
    expect((await press(first, 'Next')).text).toContain('Number 6')
  })

  it('says how to start one where there is none', async () => {
    expect((await list()).text).toBe('No meeting is live or planned here. Start one with /kaltura-start.')
    expect((await list({ locale: 'de' })).text).toContain('/kaltura-starten')
  })
})

describe('/kaltura-end', () => {
  it('asks, and ends it for everybody', async () => {
    const made = await start({})
    const asked = await end('Standup')
    expect(asked.text).toBe(
      'End **Standup** for everyone? It is closed to new joiners; who is in the room can stay until they leave.',
    )
    const ended = await press(asked, 'End meeting for everyone')
    expect(ended.text).toMatch(
      /^\*\*Standup\*\* is closed to new joiners, and links into it are worth nothing now\./,
    )
    expect(ended.message?.id).toBe(asked.message?.id)
    expect((await end(idIn(made))).text).toMatch(new RegExp(`^<@${ANA}> ended \\*\\*Standup\\*\\* <t:`))
  })

  it('keeps it', async () => {
    await start({})
    expect((await press(await end('Standup'), 'Keep it')).text).toBe('**Standup** goes on.')
    expect(standing()).toBe(1)
  })

  it('calls off what is planned', async () => {
    await press(await start({ at: 'tomorrow 15:00' }), 'Schedule')
    const asked = await end('Standup')
    expect(asked.text).toMatch(/^Call off \*\*Standup\*\*, planned for <t:\d+:F>\?/)
    expect((await press(asked, 'Call it off')).text).toMatch(/^\*\*Standup\*\* is called off/)
    expect(standing()).toBe(0)
    expect((await press(asked, 'Call it off', { force: true })).text).toMatch(
      /^This meeting is not there any more: it was called off/,
    )
  })

  it('is for the host and for moderators', async () => {
    const made = await start({}, { user: 'cleo' })
    const refused = await end(idIn(made), { user: 'iris' })
    expect(refused.text).toBe(
      `Only <@${CLEO}>, who hosts **Standup**, and moderators of this server can end it. Ask one of them.`,
    )
    const propose = async (user: string) =>
      (
        await ask({
          autocomplete: 'kaltura-end',
          user,
          options: {},
          focused: { name: 'meeting-id', value: '' },
        })
      ).choices?.length
    expect([await propose('cleo'), await propose('iris'), await propose('ana')]).toEqual([1, 0, 1])
    // The answer to the question takes the permission as well.
    const question = await end(idIn(made), { user: 'cleo' })
    const confirm = {
      button: question.buttons.get('End meeting for everyone'),
      message: (await list({ user: 'iris' })).message?.id,
      force: true,
    }
    expect((await ask({ ...confirm, user: 'iris' })).text).toMatch(/^Only <@/)
    expect(standing()).toBe(1)
    expect((await press(question, 'End meeting for everyone', { user: 'cleo' })).text).toContain(
      'is closed to',
    )
  })

  it('tells both of two who end it at once what is true', async () => {
    const made = await start({}, { user: 'ben' })
    const [byAna, byBen] = [await end(idIn(made)), await end(idIn(made), { user: 'ben' })]
    const both = await Promise.all([
      press(byAna, 'End meeting for everyone'),
      press(byBen, 'End meeting for everyone', { user: 'ben' }),
    ])
    const texts = both.map(({ text }) => text)
    expect(texts.filter(text => text.startsWith('**Standup** is closed to new joiners'))).toHaveLength(1)
    expect(texts.filter(text => /^<@\d+> ended \*\*Standup\*\* <t:\d+:R>/.test(text))).toHaveLength(1)
  })
})

describe('Share', () => {
  it('is heard once a minute', async () => {
    const made = await start({})
    expect((await press(made, 'Share')).text).toBe(`**Standup** is shared in <#${GENERAL}>.`)
    expect((await press(made, 'Share')).text).toMatch(
      /^You have shared \*\*Standup\*\* within the last minute\./,
    )
    const rows = sql(
      `SELECT payload FROM outbox WHERE kind = 'meeting.shared' AND payload LIKE '%${idIn(made)}%'`,
    )
    expect(rows.length).toBeLessThanOrEqual(1)
    await press(await press(made, 'End'), 'End meeting for everyone')
    expect((await press(made, 'Share')).text).toMatch(/^\*\*Standup\*\* ended/)
  })
})

describe('buttons that we never wrote', () => {
  it.each([
    'kaltura-join:join',
    'kaltura-join:join:../../etc',
    'kaltura-join:again:0123456789:x',
    'kaltura-end:end:',
    'kaltura-end:confirm:0123456789:live',
    'kaltura-end:keep:0123456789',
    'kaltura-start:share:zzzzzzzzzz',
  ])('%s belongs to no meeting', async button => {
    const made = await start({})
    expect((await ask({ button, message: made.message?.id, force: true })).text).toContain(
      'This meeting is not there any more',
    )
  })

  it.each(['schedule', 'cancel', 'change', 'zone'])('%s of no draft does nothing', async action => {
    const made = await start({})
    const asked = await ask({
      button: `kaltura-start:${action}:nothing`,
      message: made.message?.id,
      values: action === 'zone' ? ['Europe/Berlin'] : [],
      force: true,
    })
    expect(asked.text).toContain('This was scheduled or cancelled already')
  })
})

describe.skipIf(skipWithoutSharedData)('what went to Discord', () => {
  it('is all as its API document says', () => {
    const check = createDiscordCheck(sharedDataPath('discord-openapi-v10.json'))
    const sent = product.sandbox.traffic
      .entries()
      .flatMap(entry => (entry.service === 'discord' ? [{ ...entry, service: entry.service }] : []))
    expect(sent.some(({ url }) => url.includes('@original'))).toBe(true)
    expect(sent.flatMap(check)).toEqual([])
  })
})
