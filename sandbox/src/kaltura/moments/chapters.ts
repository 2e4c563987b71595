/** Chapters by entry: when each begins, seconds, and how it is called. */
export const CHAPTERS: Readonly<Record<string, readonly (readonly [startS: number, title: string])[]>> = {
  '0_testcard': [
    [0, 'The dial'],
    [30, 'Beeps and flashes'],
    [60, 'The second minute'],
    [90, 'Counting frames'],
  ],
  '0_lecture': [
    [0, 'One clock'],
    [60, 'What a stream is'],
    [120, 'Measuring delay'],
    [180, 'Small corrections'],
    [240, 'When to jump'],
    [300, 'Waiting for one'],
    [360, 'Coming late'],
    [420, 'Going live'],
    [480, 'Losing the line'],
    [540, 'Asking the room'],
    [600, 'What we measured'],
    [660, 'Thank you'],
  ],
  '0_alps': [
    [0, 'Dämmerung'],
    [12.5, 'Blaue Stunde'],
    [28, 'Über den Gipfeln'],
  ],
}
