import type { BenchOptions } from '../benchOptions.ts'
import type { Section } from '../figure.ts'
import { FIRST_ANSWERS, measureFirstAnswers } from '../interactions/firstAnswers.ts'
import { measureHandling } from '../interactions/handling.ts'

/** What interactions cost, and how soon they are answered when everything behind is slow. */
export async function measureInteractions({ interactions }: BenchOptions): Promise<Section> {
  const handling = await measureHandling(interactions)
  const answers = await measureFirstAnswers()
  return {
    name: 'Interactions',
    setting: `${interactions} of each kind, in turns with a bare Express route that checks the signature and answers {"type":1}, or keeps a promise with one bare fetch; processor time of the two processes. Then ${FIRST_ANSWERS} of all commands by the sandbox, with Kaltura 10 s and every SQL statement 200 ms late; then some with Discord refusing everything.`,
    figures: [...handling, ...answers],
  }
}
