import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Who did it; `you`: whoever reads it. */
export interface Doer {
  readonly name: string
  readonly you: boolean
}

/** Everything about who controls the room, in English. Other languages have the same keys, by type. */
export function en(f: Format) {
  const videos = (count: number) => f.plural(count, { one: '1 video', other: `${f.number(count)} videos` })
  return {
    you: 'You',
    someone: 'Somebody',
    aVideo: 'a video',
    quoted: (video: string) => `“${video}”`,
    did: {
      wentTo: ({ name }: Doer, position: string) => `${name} went to ${position}`,
      wentToLive: ({ name }: Doer) => `${name} went to live`,
      wentBackInLive: ({ name }: Doer) => `${name} moved within the live video`,
      setRate: ({ name }: Doer, rate: string) => `${name} set the speed to ${rate}`,
      putOn: ({ name }: Doer, video: string) => `${name} put on ${video}`,
      tookOff: ({ name }: Doer) => `${name} stopped the video`,
      removed: ({ name }: Doer, video: string) => `${name} removed ${video}`,
      moved: ({ name }: Doer, video: string) => `${name} moved ${video} in the queue`,
      cleared: ({ name }: Doer) => `${name} cleared the queue`,
      broughtBack: ({ name }: Doer) => `${name} brought back what was here`,
      shuffled: ({ name }: Doer) => `${name} shuffled the queue`,
      undone: ({ name }: Doer) => `${name} put it back as it was`,
      suggested: ({ name, you }: Doer, video: string) => `${name} ${you ? 'suggest' : 'suggests'} ${video}`,
      suggestedMany: ({ name, you }: Doer, count: number) =>
        `${name} ${you ? 'suggest' : 'suggests'} ${videos(count)}`,
      lockedRoom: ({ name }: Doer) => `${name} locked the room`,
      unlockedRoom: ({ name }: Doer) => `${name} unlocked the room`,
      allowed: ({ name }: Doer, action: string) => `${name} changed who may: ${action}`,
      setMode: ({ name }: Doer, mode: string) => `${name} changed who controls: ${mode}`,
      voteCancelled: ({ name }: Doer) => `${name} called the vote off`,
    },
    voteLost: 'The vote was lost. It stays as it is.',
    voteGone: 'The vote passed, but the video is no longer in the library. Choose another one.',
    skipPassed: 'The vote passed. On to the next one.',
    choosePassed: (video: string) => `The vote passed. Next: ${video}.`,
    hostNow: (name: string) => `${name} is host now`,
    youAreHost: 'You are host now',
    undo: 'Undo',
    undoHint: 'Press U to undo.',
    takeBack: 'Take back',
    takeBackText: (name: string) => `${name} is host now.`,
    who: 'Who controls',
    title: 'Who controls this room',
    close: 'Close',
    locked: 'Locked',
    onlyHost: (host: string) => `Only ${host} can change this. Ask them for the remote.`,
    mode: 'Control',
    modes: { everyone: 'Everyone', host: 'Only the host', vote: 'By vote' },
    modeTexts: {
      everyone: 'All can play, pause, seek and choose.',
      host: 'The host controls the video. The others can suggest.',
      vote: 'What is on next is voted on. All can play, pause and seek.',
    },
    may: 'What everyone may do',
    actions: {
      playPause: 'Play and pause',
      seek: 'Seek',
      rate: 'Change the speed',
      queue: 'Put on and queue videos',
    },
    byVote: 'Now by vote',
    lock: 'Lock the room',
    lockText: 'Until you unlock it, only you can do anything.',
    personMenu: (name: string) => `What to do with ${name}`,
    handOver: 'Make host',
    fromOutside: 'Can be host once they have joined the server',
    vote: 'Vote',
    askSkip: (video: string) => `Skip ${video}?`,
    askChoose: (video: string) => `Watch ${video}?`,
    askedBy: (name: string) => `${name} asks`,
    askedByYou: 'You ask',
    votes: (yes: number, needed: number, of: number) =>
      `${f.number(yes)} of ${f.number(needed)} needed · ${f.number(of)} here`,
    left: (seconds: number) => `${f.number(seconds)} s left`,
    yes: 'Yes',
    no: 'No',
    cancelVote: 'Call it off',
    voteSpoken: (by: string, question: string) => `${by}: ${question} Press Y for yes, N for no.`,
    suggest: 'Suggest',
    suggesting: 'Suggesting',
    suggestText: (host: string) => `${host} controls this room and sees what you suggest.`,
    putToVote: 'Put to a vote',
    asking: 'Asking',
    voteText: 'It comes on if more than half of those here agree.',
    suggestions: 'Suggestions',
    suggestedBy: (name: string) => `suggested by ${name}`,
    acceptNext: (video: string) => `Play “${video}” next`,
    acceptLast: (video: string) => `Add “${video}” to the end`,
    dismiss: (video: string) => `Dismiss “${video}”`,
    takeAway: (video: string) => `Take back “${video}”`,
    suggestedMany: (count: number) => `You suggested ${videos(count)}.`,
    keys: { undo: 'Take back what was done last', vote: 'Vote yes or no' },
  }
}

export type ControlMessages = ReturnType<typeof en>
