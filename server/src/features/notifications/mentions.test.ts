import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { describe, expect, it } from 'vitest'
import { whomItCalls } from '../../../../sandbox/src/discord/chat/mentions.ts'
import { checkMessage } from '../../../../sandbox/src/discord/chat/messageRules.ts'
import { GUILD, PERMISSION } from '../../../../sandbox/src/discord/identities.ts'
import { createWorld } from '../../../../sandbox/src/discord/world.ts'
import { announcementOf } from './announcement.ts'
import { speechIn } from './meetingWords.ts'
import { containerOf, type Notice } from './notice.ts'
import { joinedOf, recordedOf, reminderOf, sharedOf } from './smallNotices.ts'
import { DEFAULTS } from './testing/notificationGround.ts'
import { NOW_MS, sampleMeeting } from './testing/sampleMeeting.ts'

const ANA = '1400000000000000001'
const BEN = '1400000000000000002'
const CREW = '1210000000000000004'

const world = createWorld({ now: () => NOW_MS })

/** Whom Discord would call, of a bot that may call everybody. */
function called(notice: Notice) {
  const sent = {
    flags: 32_768,
    components: [containerOf(notice, 1_234)],
    allowed_mentions: notice.mentions,
  }
  const checked = checkMessage(JSON.parse(JSON.stringify(sent)))
  if (!checked.ok) throw new Error(checked.refusal.sentence)
  const { everyone, users, roles } = whomItCalls(checked.value, sent.allowed_mentions, {
    userById: world.userById,
    botPermissions: () => PERMISSION.mentionEveryone,
  })
  return [...(everyone ? ['everyone'] : []), ...users.map(({ id }) => id), ...roles]
}

function partsWith(template: string) {
  const { notifications } = DEFAULTS
  const names = Object.keys(notifications.templates) as (keyof typeof notifications.templates)[]
  const templates = { ...notifications.templates }
  for (const name of names) templates[name] = template
  return { notifications: { ...notifications, templates }, speech: speechIn('en'), nowMs: NOW_MS }
}

/** Every message there is about a meeting. */
function everyNotice(meeting: Meeting, template: string, name: string): Notice[] {
  const parts = partsWith(template)
  const states = [
    meeting,
    { ...meeting, status: 'scheduled', plannedAtMs: NOW_MS + 60_000 } as const,
    { ...meeting, status: 'ended', endedAtMs: NOW_MS } as const,
    { ...meeting, status: 'withdrawn', endedAtMs: NOW_MS } as const,
  ]
  const sharer = { name, mayMentionEveryone: meeting.mayMentionEveryone }
  return [
    ...states.flatMap(each => [announcementOf(each, parts) ?? [], reminderOf(each, parts)].flat()),
    recordedOf(meeting, '1_recorded', parts),
    joinedOf(meeting, name, parts),
    sharedOf(meeting, sharer, parts),
  ]
}

const MENTIONS = [
  '@everyone',
  '@here',
  `<@${ANA}>`,
  `<@!${ANA}>`,
  `<@&${CREW}>`,
  `<@&${GUILD.id}>`,
  'everyone',
  'here',
  ANA,
  `&${CREW}`,
]
const AROUND = [
  (text: string) => text,
  (text: string) => `\\${text}`,
  (text: string) => `\\\\${text}`,
  (text: string) => `\`${text}`,
  (text: string) => `**${text}**`,
  (text: string) => `${text} ${text}`,
  (text: string) => `](${text})`,
  (text: string) => `\u202e${text}`,
  (text: string) => `>>> ${text}`,
  (text: string) => `|| ${text}`,
  (text: string) => `\u200b${text}`,
  (text: string) => `# ${text}`,
  (text: string) => text.split('').join('\u00ad'),
  (text: string) => text.replace('@', '@\u200d'),
  (text: string) => `{{username}}${text}`,
  (text: string) => `{{title}}${text}`,
  (text: string) => `@${text}`,
  (text: string) => `<${text}>`,
  (text: string) => `${text.slice(0, 2)}\n${text.slice(2)}`,
  (text: string) => text.toUpperCase(),
]
const HOSTILE = MENTIONS.flatMap(mention => AROUND.map(around => around(mention)))

describe('whom a message about a meeting calls', () => {
  it.each([true, false])(
    'is nobody of 200 titles, names and descriptions, also those of somebody who may (%s)',
    mayMentionEveryone => {
      expect(HOSTILE).toHaveLength(200)
      for (const text of HOSTILE)
        for (const template of [
          '**{{title}}** {{username}}',
          '@{{title}}',
          '<@{{username}}>',
          '<@&{{title}}>',
        ]) {
          const meeting = sampleMeeting({
            title: text,
            description: text,
            owner: { id: ANA, name: text },
            mayMentionEveryone,
          })
          for (const notice of everyNotice(meeting, template, text))
            expect(called(notice), JSON.stringify([text, template])).toEqual([])
        }
    },
  )

  it.each([
    ['@everyone {{title}}', true, ['everyone']],
    ['@here {{title}}', true, ['everyone']],
    ['@everyone {{title}}', false, []],
    [`<@&${CREW}> {{title}}`, true, [CREW]],
    [`<@&${CREW}> {{title}}`, false, []],
    [`<@${BEN}> {{title}}`, true, [BEN]],
    [`<@${BEN}> {{title}}`, false, [BEN]],
    [`@everyone <@${BEN}> <@&${CREW}>`, false, [BEN]],
    [`@everyone <@${BEN}> <@&${CREW}>`, true, ['everyone', BEN, CREW]],
  ])('is what the template %s holds, if the author may (%s)', (template, mayMentionEveryone, expected) => {
    // Whatever the title says beside it.
    const meeting = sampleMeeting({ title: `@here <@${ANA}> <@&${GUILD.id}>`, mayMentionEveryone })
    const parts = partsWith(template)
    const start = announcementOf(meeting, parts)
    expect(start && called(start)).toEqual(expected)
    expect(called(sharedOf(meeting, { name: 'Ben', mayMentionEveryone }, parts))).toEqual(expected)
    expect(called(reminderOf(meeting, parts))).toEqual([])
  })

  it('fits into a message with the longest template', () => {
    const meeting = sampleMeeting({ title: '*'.repeat(100), description: '*'.repeat(900), joined: 1_000_000 })
    for (const notice of everyNotice(meeting, '{{title}}'.repeat(166), '*'.repeat(100)))
      expect(() => called(notice)).not.toThrow()
  })
})
