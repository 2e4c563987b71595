import type { WelcomeMessages } from './en.ts'

/** Was jemand einmal gesagt bekommt, auf Deutsch. */
export function de(): WelcomeMessages {
  return {
    forAll: 'Was du drückst, geschieht für alle hier.',
    forYou: 'Du schaust im Gleichschritt mit allen hier.',
    yours: 'Untertitel, Qualität und Lautstärke stellst nur du für dich ein.',
    done: 'Verstanden',
  }
}
