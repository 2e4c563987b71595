/** KalturaCaptionType. */
export const CAPTION_TYPE = { srt: '1', dfxp: '2', webvtt: '3' } as const
export type CaptionFormat = keyof typeof CAPTION_TYPE

export interface SpokenCue {
  readonly startS: number
  readonly endS: number
  readonly text: string
}

/** How long each slide of the lecture is on; the film is drawn to it. */
const SLIDE_S = 60
/** A slide is read out in three parts, which follow each other by that. */
const PART_S = 18
const PART_LENGTH_S = 12

const LECTURE = {
  en: [
    [
      'One clock. The server says when,',
      'and every player follows.',
      'Your own watch may be wrong all day long.',
    ],
    ['A stream comes four seconds at a time,', 'in two sizes,', 'and your player takes the one that fits.'],
    [
      'Measuring delay: ask often,',
      'and believe the fastest answer.',
      'The slow ones were only held up on their way.',
    ],
    ['Small corrections: a little faster,', 'a little slower,', 'so gently that nobody hears it.'],
    ['When to jump? When somebody is', 'too far apart to glide.', 'Then seek, once, and be done.'],
    ['Waiting for one is a pause for a friend,', 'within limits.', 'Whoever stalls for ever watches alone.'],
    [
      'Coming late is no shame:',
      'the place is known before the picture is.',
      'You land where the others are.',
    ],
    ['Going live is measured from the edge,', 'not from the start.', 'There is no start in a river.'],
    ['Losing the line: the film goes on,', 'and you come back in step.', 'The others never noticed.'],
    ['Who decides? Everyone, a host, or a vote.', 'Asking the room', 'is part of watching together.'],
    ['What we measured: frames apart,', 'in the middle of the film.', 'where nobody could see it.'],
    ['Thank you.', 'Are there questions?', 'Ask them in the chat.'],
  ],
  de: [
    [
      'Eine Uhr. Der Server sagt, wann,',
      'und jeder Player folgt.',
      'Die eigene Uhr darf den ganzen Tag falsch gehen.',
    ],
    ['Ein Strom kommt in Stücken zu vier Sekunden,', 'in zwei Größen,', 'und der Player nimmt, was passt.'],
    [
      'Verzögerung messen: oft fragen',
      'und der schnellsten Antwort glauben.',
      'Die langsamen wurden nur aufgehalten.',
    ],
    ['Kleine Korrekturen: etwas schneller,', 'etwas langsamer,', 'so sanft, dass es niemand hört.'],
    ['Wann springen? Wenn jemand', 'zu weit weg ist, um zu gleiten.', 'Dann einmal springen, und fertig.'],
    ['Auf jemanden warten heißt Pause für Freunde,', 'in Grenzen.', 'Wer ewig stockt, schaut allein.'],
    [
      'Zu spät kommen ist keine Schande:',
      'Der Ort steht fest, bevor das Bild da ist.',
      'Man landet bei den anderen.',
    ],
    ['Live wird vom Rand aus gemessen,', 'nicht vom Anfang.', 'Ein Fluss hat keinen Anfang.'],
    [
      'Die Leitung verlieren: Der Film läuft weiter,',
      'und man kommt im Takt zurück.',
      'Die anderen merken nichts.',
    ],
    ['Wer entscheidet? Alle, ein Gastgeber oder eine Abstimmung.', 'Den Raum zu fragen', 'gehört dazu.'],
    ['Was wir gemessen haben: Bilder Abstand,', 'mitten im Film.', 'wo es niemand sehen konnte.'],
    ['Danke schön.', 'Gibt es Fragen?', 'Stellt sie im Chat.'],
  ],
} as const

const CARD = {
  en: [
    'The white dot goes round once a second.',
    'The blue dot goes round once a minute.',
    'In the middle, a flash goes with each beep.',
    'Every ten seconds the beep is an octave higher.',
    'The last two digits count the frames of a second.',
  ],
  de: [
    'Der weiße Punkt läuft einmal in der Sekunde um.',
    'Der blaue Punkt läuft einmal in der Minute um.',
    'In der Mitte blitzt es zu jedem Ton.',
    'Alle zehn Sekunden liegt der Ton eine Oktave höher.',
    'Die letzten beiden Ziffern zählen die Bilder einer Sekunde.',
  ],
} as const

const CUE_S = 4
/** A pause between two cues, so that their change is seen. */
const PAUSE_S = 0.2

/** A sentence each four seconds, with the time it belongs to. */
const cardCues = (language: 'en' | 'de', durationS: number): readonly SpokenCue[] =>
  Array.from({ length: Math.floor(durationS / CUE_S) }, (_, index) => {
    const startS = index * CUE_S
    const clock = `${Math.floor(startS / 60)}:${`${startS % 60}`.padStart(2, '0')}`
    const sentences = CARD[language]
    return {
      startS,
      endS: startS + CUE_S - PAUSE_S,
      text: `${clock} · ${sentences[index % sentences.length] ?? ''}`,
    }
  })

const lectureCues = (language: 'en' | 'de'): readonly SpokenCue[] =>
  LECTURE[language].flatMap((parts, slide) =>
    parts.map((text, part) => {
      const startS = slide * SLIDE_S + part * PART_S
      return { startS, endS: startS + PART_LENGTH_S, text }
    }),
  )

export const spokenIn = (entryId: string, language: 'en' | 'de', durationS: number): readonly SpokenCue[] =>
  entryId === '0_lecture' ? lectureCues(language) : cardCues(language, durationS)

/** As people upload them: each with its own format, and one that broke off on its way. */
export const formatOf = (entryId: string, language: 'en' | 'de'): CaptionFormat => {
  if (entryId === '0_lecture') return language === 'en' ? 'srt' : 'dfxp'
  return entryId === BROKEN ? 'srt' : 'webvtt'
}

export const BROKEN = '0_science'
export const BROKEN_FILE = '1\n00:0\u0000\u0013x,000 -> 00:\uFFFD\uFFFD\nTides come tw'
