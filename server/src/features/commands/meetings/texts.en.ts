/** Titles, names and what somebody has written are escaped; times are Discord's own timestamps. */
export const en = {
  types: { webinar: 'Webinar', meeting: 'Meeting', classroom: 'Classroom' },

  join: 'Join',
  share: 'Share',
  end: 'End',
  callOff: 'Call off',
  openBrowser: 'Open in browser',
  newLink: 'New link',
  watch: 'Watch recording together',
  previous: 'Previous',
  next: 'Next',

  startedLive: (title: string, type: string) => `### ${title}\n${type} · live now`,
  startedPlanned: (title: string, type: string, when: string, away: string) =>
    `### ${title}\n${type} · ${when} (${away})`,
  hostFirst: 'Others wait until you are in.',
  nobodyWaits: 'Others can come in without you.',
  opensFor: (time: string) => `You can open it from ${time} on, with /kaltura-join.`,
  announcedIn: (channel: string) => `It is announced in ${channel}.`,
  cannotAnnounce: (channel: string) =>
    `It is not announced: the bot may not write in ${channel}. Ask an admin of this server to allow it.`,
  notAnnounced: 'It is not announced: this server has that turned off.',
  meetingId: (id: string) => `Meeting ${id}`,
  emptyTitle: 'This title shows nothing. Write one with letters or digits.',
  nothingMade: 'Kaltura cannot be reached at the moment, and nothing was made. Try again in a few minutes.',

  times: {
    past: 'That time is over. Choose one that is still to come, or leave it out to begin now.',
    tooFar: 'That is more than a year ahead. Choose a time within the next 366 days.',
    noTime: 'That is a day without a time. Write both, such as “tomorrow 15:00” or “friday 8pm”.',
    unclear: (written: string) =>
      `“${written}” could not be read as a time. Write one such as “tomorrow 15:00”, “friday 8pm”, “in 20 minutes” or “2026-12-01 15:00”.`,
  },
  preview: (title: string, type: string) => `### ${title}\n${type}, planned for`,
  previewNow: (title: string, type: string) =>
    `### ${title}\n${type}. That is now: it begins when you press “Start now”.`,
  planned: (when: string, away: string) => `**${when}** (${away})`,
  wrote: (written: string) => `You wrote “${written}”.`,
  readAs: (zone: string, offset: string) => `Read as ${zone} (${offset}).`,
  schedule: 'Schedule',
  startNow: 'Start now',
  changeTime: 'Change the time',
  cancel: 'Cancel',
  cancelled: 'Nothing was scheduled. Run /kaltura-start again when you need it.',
  zones: 'Your time zone',
  zoneNow: (offset: string, time: string) => `${offset}, ${time} there`,
  timeField: 'When',
  timeHint: 'Such as “tomorrow 15:00”, “friday 8pm”, “in 20 minutes”',
  draftGone:
    'This was scheduled or cancelled already, or is older than a quarter of an hour. See /kaltura-list, or run /kaltura-start again.',
  timePassed: 'That time has passed meanwhile. Press “Change the time” and choose another one.',

  personalLink: (title: string, until: string) =>
    `### ${title}\nThis link is yours alone. It opens in your browser, works once, and runs out ${until}.`,
  youHost: 'You host it: others come in once you are there.',
  waitsForHost: (host: string) => `${host} has not opened it yet: the page waits with you.`,
  notOpen: (title: string, when: string, away: string, opens: string) =>
    `**${title}** begins ${when} (${away}). It can be joined from ${opens} on: come back then.`,
  isOver: (title: string, when: string) =>
    `**${title}** ended ${when}. See what else there is with /kaltura-list.`,
  notThere:
    'This meeting is not there any more: it was called off, or is long over. See what else there is with /kaltura-list.',
  several: (title: string) =>
    `Several meetings are called “${title}”. Choose one from what is proposed while you write.`,
  none: (title: string) =>
    `No meeting here is called “${title}”. Choose from what is proposed while you write, or look around with /kaltura-list.`,

  choiceLive: (title: string, ago: string) => `${title} · live, began ${ago}`,
  choicePlanned: (title: string, away: string) => `${title} · begins ${away}`,

  liveNow: 'Live now',
  upcoming: 'Planned',
  recordings: 'Recordings',
  liveItem: (title: string, type: string, since: string) => `**${title}**\n${type} · live, began ${since}`,
  plannedItem: (title: string, type: string, when: string, away: string) =>
    `**${title}**\n${type} · ${when} (${away})`,
  recordingItem: (title: string, type: string, when: string) => `**${title}**\n${type} · ended ${when}`,
  host: (name: string) => `host ${name}`,
  waiting: 'waiting for the host',
  page: (page: string, pages: string) => `Page ${page} of ${pages}`,
  listEmpty: 'No meeting is live or planned here. Start one with /kaltura-start.',

  askEnd: (title: string) =>
    `End **${title}** for everyone? It is closed to new joiners; who is in the room can stay until they leave.`,
  askCallOff: (title: string, when: string) =>
    `Call off **${title}**, planned for ${when}? Nobody can join it then, and its event in this server goes.`,
  endForAll: 'End meeting for everyone',
  callItOff: 'Call it off',
  keep: 'Keep it',
  keptLive: (title: string) => `**${title}** goes on.`,
  keptPlanned: (title: string) => `**${title}** stays planned.`,
  ended: (title: string) =>
    `**${title}** is closed to new joiners, and links into it are worth nothing now. Kaltura keeps whoever is inside until they leave.`,
  calledOff: (title: string) => `**${title}** is called off, and links into it are worth nothing now.`,
  endedBefore: (title: string, by: string, when: string) =>
    `${by} ended **${title}** ${when}. It is closed to new joiners.`,
  calledOffBefore: (title: string, by: string, when: string) => `${by} called off **${title}** ${when}.`,
  expiredBefore: (title: string, when: string) =>
    `**${title}** was closed ${when}, because nobody had ended it for very long.`,
  goneBefore: (title: string, when: string) =>
    `**${title}** ended ${when}: its room is no longer there at Kaltura.`,
  mayNotEnd: (title: string, host: string) =>
    `Only ${host}, who hosts **${title}**, and moderators of this server can end it. Ask one of them.`,

  shared: (title: string, channel: string) => `**${title}** is shared in ${channel}.`,
  sharedSomewhere: (title: string) => `**${title}** is shared.`,
  sharedJustNow: (title: string) =>
    `You have shared **${title}** within the last minute. Wait a little, then share it again.`,
  cannotShare: (channel: string) =>
    `Nothing is shared: the bot may not write in ${channel}. Ask an admin of this server to allow it.`,
  nothingShared: 'Notifications are turned off in this server, so nothing is posted. Ask one of its admins.',
}

export type MeetingTexts = typeof en
