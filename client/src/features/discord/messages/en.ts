import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** What friends read under somebody's name. */
export interface PresenceWords {
  readonly presenceInStep: (others: number) => string
  readonly presenceAlone: string
  readonly presencePaused: string
}

/** English. Whatever stands here stands in the other languages, too. */
export function en(f: Format) {
  return {
    presenceInStep: (others: number) => `In step with ${f.number(others)}`,
    presenceAlone: 'Room for more',
    presencePaused: 'Paused',
    offerPresence: 'Show friends what you watch?',
    offerPresenceText: 'Its title and how many watch stand on your Discord profile while you are here.',
    showPresence: 'Show it',
    dontShowPresence: 'No, thanks',
    presenceSwitch: 'Show what I watch on my Discord profile',
    presenceRefused: 'Discord doesn’t show it at the moment.',
    share: 'Share this moment',
    shareMessage: (video: string, position: string | null) =>
      position === null
        ? `Come and watch “${video}” with us.`
        : `Come and watch “${video}” with us, from ${position}.`,
    inviteMessage: 'Come and watch with us.',
    linkSent: 'The link is sent',
    linkCopied: 'The link is copied',
    copyLink: 'Copy this link',
    link: 'Link',
    close: 'Close',
    linkOf: (name: string | null, video: string, position: string | null) => {
      const whose = name === null ? 'Your link leads' : `${name}’s link leads`
      return position === null ? `${whose} to “${video}”` : `${whose} to “${video}” at ${position}`
    },
    linkForAll: 'It would be put on for everybody.',
    linkMoment: (name: string | null, position: string) =>
      name === null ? `Your link leads to ${position}` : `${name}’s link leads to ${position}`,
    linkMomentForAll: 'Everybody would go there.',
    putOn: 'Put on',
    goThere: 'Go there',
    notNow: 'Not now',
    notYours: 'Whoever is in control decides that.',
    hot: 'Your phone is getting hot: the picture is a little plainer until it has cooled down',
    backBy: (seconds: number) => `−${f.number(seconds)} s`,
    onBy: (seconds: number) => `+${f.number(seconds)} s`,
  }
}

export type DiscordMessages = ReturnType<typeof en>
