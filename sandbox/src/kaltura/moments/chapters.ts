/** Chapters by entry: when each begins, seconds, and how it is called. */
export const CHAPTERS: Readonly<Record<string, readonly (readonly [startS: number, title: string])[]>> = {
  '0_testcard': [
    [0, 'The dial'],
    [30, 'Beeps and flashes'],
    [60, 'The second minute'],
    [90, 'Counting frames'],
  ],
  '0_lecture': [
    [0, 'Welcome'],
    [60, 'One clock'],
    [120, 'What a stream is'],
    [180, 'Measuring delay'],
    [240, 'Small corrections'],
    [300, 'When to jump'],
    [360, 'Waiting for one'],
    [420, 'Coming late'],
    [480, 'Going live'],
    [540, 'Losing the line'],
    [600, 'Asking the room'],
    [660, 'What we measured'],
  ],
  '0_alps': [
    [0, 'Dämmerung'],
    [12.5, 'Blaue Stunde'],
    [28, 'Über den Gipfeln'],
  ],
}
