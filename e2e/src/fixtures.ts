import { type BrowserContext, type BrowserContextOptions, test as base, expect } from '@playwright/test'
import { forgetBetweenTests } from './forgetBetweenTests.ts'
import { probeInteractions, takeInteractions } from './interactionProbe.ts'
import type { PolicyViolation } from './mediaProbe.ts'
import { type Arrival, openPerson, type Person } from './person.ts'
import { recordInteraction, recordPageFault, secrets } from './runRecord.ts'
import { clearFaults, hostState, setNetwork } from './sandboxControl.ts'
import { watchPage } from './watchPage.ts'

export interface Party {
  /** Opens the Activity as this person; resolves with the page, whatever it shows. */
  invite(
    arrival: Arrival,
    options?: BrowserContextOptions,
    prepare?: (context: BrowserContext) => void,
  ): Promise<Person>
  /** Several people with the same deep link, one after the other. */
  inviteAll(users: readonly string[], rest?: Omit<Arrival, 'user'>): Promise<Person[]>
}

/** The player tries a silent clip and its own style sheets, is refused, and does without. */
const isPlayersOwn = ({ source, directive, blocked }: PolicyViolation): boolean =>
  /\/player\//.test(source) || (directive === 'media-src' && blocked === 'data')

export const test = base.extend<{ party: Party }>({
  party: async ({ browser }, use) => {
    const people: Person[] = []
    const planted = secrets().filter(({ name }) => name === name.toUpperCase())
    const invite: Party['invite'] = async (arrival, options, prepare) => {
      const person = await openPerson(browser, arrival, options, async context => {
        await probeInteractions(context)
        watchPage(arrival.user, context, planted)
        prepare?.(context)
      })
      people.push(person)
      return person
    }
    await use({
      invite,
      inviteAll: async (users, rest = {}) => {
        const all: Person[] = []
        for (const user of users) all.push(await invite({ user, ...rest }))
        return all
      },
    })
    for (const person of people) await sayGoodbye(person)
    await everythingAsBefore(people)
  },
})

async function sayGoodbye(person: Person): Promise<void> {
  for (const violation of await person.violations().catch(() => []))
    if (!isPlayersOwn(violation))
      recordPageFault({ person: person.handle, kind: 'policyViolation', what: JSON.stringify(violation) })
  for (const interaction of await takeInteractions(person.context)) recordInteraction(interaction)
  await person.context.close()
}

/** The next test begins in an empty voice channel, with a new Activity. */
async function everythingAsBefore(people: readonly Person[]): Promise<void> {
  await clearFaults()
  for (const { handle } of people) await setNetwork(handle, 0, 0)
  await expect.poll(async () => (await hostState()).instance, { intervals: [50] }).toBeNull()
  forgetBetweenTests()
}

export { expect }
