import type { Whereabouts } from '../../../discord/voice.ts'

/** Where a member is, and where they have asked. */
export interface Place {
  /** The channel in which the command or button was used; null where Discord doesn't say. */
  readonly usedInId: string | null
  /** The voice channel that the member is in, as far as we are told. */
  readonly whereabouts: Whereabouts
}

/** How a member gets to see the Activity. */
export type Way =
  /** They see it already. */
  | { readonly kind: 'here'; readonly instanceId: string }
  /** Discord opens it for them, where they have asked. */
  | { readonly kind: 'launch' }
  /** They follow an invitation: Discord would open it in the channel where they have asked, which is another one. */
  | { readonly kind: 'invite'; readonly channelId: string }
  | { readonly kind: 'joinVoice' }
  /** They may be in a voice channel that the bot may not enter. */
  | { readonly kind: 'hidden' }

/** An Activity belongs in the voice channel that its people are in. */
export function chooseWay({ usedInId, whereabouts }: Place): Exclude<Way, { kind: 'here' }> {
  switch (whereabouts.kind) {
    case 'hidden':
      return { kind: 'hidden' }
    case 'nowhere':
      return { kind: 'joinVoice' }
    case 'in': {
      const { channelId } = whereabouts
      return channelId === usedInId ? { kind: 'launch' } : { kind: 'invite', channelId }
    }
  }
}
