/** What somebody has typed and names of videos have been escaped. */
export const en = {
  several: (text: string) => `Several videos match “${text}”. Choose one:`,
  more: 'There are more. Write more of the name, or choose from what is proposed while you write.',
  none: (text: string) =>
    `Nothing in the library matches “${text}”. Choose from what is proposed while you write, or look around with /kaltura-video-search.`,
  tooSlow:
    'Kaltura does not answer at the moment. Choose from what is proposed while you write, or try again in a minute.',
}

export type WatchTexts = typeof en
