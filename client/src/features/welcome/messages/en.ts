/** What somebody is told once, in English. Other languages have the same keys, by type. */
export function en() {
  return {
    forAll: 'What you press happens for everyone here.',
    forYou: 'You watch in step with everyone here.',
    yours: 'Captions, quality and volume are yours alone.',
    done: 'Got it',
  }
}

export type WelcomeMessages = ReturnType<typeof en>
