/** Kills the server at each step of a meeting's life and counts what that leaves: `pnpm chaos meetings`. */
import { CHAOS_STEPS, PHASES } from '../../../e2e/src/chaos/chaosSteps.ts'
import { type ChaosOutcome, runChaos } from '../../../e2e/src/chaos/runChaos.ts'
import { type Section, table, verdict } from '../figure.ts'
import { parseChaosOptions } from './chaosOptions.ts'

const { times, only } = optionsOrExit()
const steps = CHAOS_STEPS.filter(({ name }) => name.includes(only))
if (steps.length === 0) {
  console.error(`There is no such step. There are: ${CHAOS_STEPS.map(({ name }) => name).join(' · ')}`)
  process.exit(2)
}
const startMs = performance.now()
const outcomes: ChaosOutcome[] = []
// Each with a server and stand-ins of its own: channels there keep some hundred messages.
for (const step of steps) {
  const moments = PHASES.map(phase => ({ step, phase }))
  const outcome = await runChaos({ moments, times, thoroughly: true })
  const { kills, meetings, halves, lost, twice } = outcome
  console.log(
    `${step.name}: ${kills} kills, ${meetings} meetings, ${halves.length + lost.length + twice.length} wrong`,
  )
  for (const wrong of [...halves, ...lost, ...twice]) console.log(`  ${wrong}`)
  outcomes.push(outcome)
}
const section = sectionOf(outcomes)
console.log(`\n${table(section)}`)
process.exit(section.figures.some(figure => verdict(figure) === 'missed') ? 1 : 0)

function sectionOf(all: readonly ChaosOutcome[]): Section {
  const sum = (of: (outcome: ChaosOutcome) => number) =>
    all.reduce((total, outcome) => total + of(outcome), 0)
  const minutes = (performance.now() - startMs) / 60_000
  const must = { must: 0, goal: 0 }
  return {
    name: 'Server killed in the middle of meetings',
    setting: `SIGKILL at ${steps.length} steps, each when a request has arrived, has been carried out, and has been answered, × ${times}: ${sum(({ kills }) => kills)} kills, ${sum(({ meetings }) => meetings)} meetings, ${minutes.toFixed(1)} minutes.`,
    figures: [
      {
        name: 'meetings here or at Kaltura alone',
        value: sum(({ halves }) => halves.length),
        unit: 'wrong',
        ...must,
      },
      { name: 'notifications lost', value: sum(({ lost }) => lost.length), unit: 'lost', ...must },
      { name: 'notifications seen twice', value: sum(({ twice }) => twice.length), unit: 'wrong', ...must },
    ],
  }
}

function optionsOrExit() {
  try {
    return parseChaosOptions(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return process.exit(2)
  }
}
