import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Everything that is said of links for guests, in English. Other languages have the same keys, by type. */
export function en(f: Format) {
  return {
    invite: 'Invite somebody without Discord',
    title: 'Invite somebody without Discord',
    text: 'A link opens this room in any browser. Whoever has it can come in, watch along and take part.',
    close: 'Close',
    uses: 'How many people it lets in',
    people: (count: number) => f.plural(count, { one: '1 person', other: `${f.number(count)} people` }),
    lifetime: 'How long it holds',
    lifetimes: { 3600: '1 hour', 86400: '24 hours', 604800: '7 days' },
    make: 'Make a link',
    again: 'Make another link',
    yourLink: 'Your link',
    copy: 'Copy link',
    copied: 'Copied',
    notCopied: 'Discord doesn’t let us copy it here. It is marked: copy it with your keyboard.',
    once: 'It is shown this once. Whoever gets it can use it.',
    linkCopied: 'The link you came by is copied. Whoever gets it can come in, as long as it holds.',
    linkNotCopied: 'The link you came by couldn’t be copied. Ask somebody from Discord to invite them.',
    notYours: 'Your link is for you alone. Ask somebody from Discord to invite them.',
    open: 'Links that hold',
    came: (uses: number, most: number) => `${f.number(uses)} of ${f.number(most)} came`,
    until: (iso: string) => `until ${f.moment(iso)}`,
    of: (name: string, iso: string) => `${name}’s, until ${f.moment(iso)}`,
    revoke: 'Take back',
    problem: (code: string): string => {
      if (code === 'guests_off') return 'This server lets in no guests. Its admins can change that.'
      if (code === 'too_many_links') return 'Too many links hold already. Take one back first.'
      if (code === 'rate_limited') return 'That was a lot at once. Wait a moment.'
      return 'The server isn’t answering. Try again in a moment.'
    },
  }
}

export type GuestMessages = ReturnType<typeof en>
