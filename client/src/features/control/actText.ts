import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { Act } from './actOf.ts'
import type { ControlMessages } from './messages/en.ts'

/** What somebody did, in one line. */
export function actText({ who, isOwn, deed }: Act, messages: ControlMessages, format: Format): string {
  const { did } = messages
  const by = { name: isOwn ? messages.you : (who?.displayName ?? messages.someone), you: isOwn }
  const video = (title: string | null): string => (title === null ? messages.aVideo : messages.quoted(title))
  switch (deed.kind) {
    case 'wentTo':
      return did.wentTo(by, format.clock(deed.positionS))
    case 'setRate':
      return did.setRate(by, format.rate(deed.rate))
    case 'putOn':
    case 'removed':
    case 'moved':
    case 'suggested':
      return did[deed.kind](by, video(deed.video))
    case 'suggestedMany':
      return did.suggestedMany(by, deed.count)
    case 'setMode':
      return did.setMode(by, messages.modes[deed.mode])
    case 'allowed':
      return did.allowed(by, deed.action === 'mode' ? messages.who : messages.actions[deed.action])
    case 'locked':
      return did[deed.locked ? 'lockedRoom' : 'unlockedRoom'](by)
    case 'handed':
      return deed.toSelf ? messages.youAreHost : messages.hostNow(deed.to?.displayName ?? messages.someone)
    case 'voteLost':
    case 'voteGone':
    case 'skipPassed':
      return messages[deed.kind]
    case 'choosePassed':
      return messages.choosePassed(video(deed.video))
    default:
      return did[deed.kind](by)
  }
}
