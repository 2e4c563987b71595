import type { SetupReport } from './setUpDiscord.ts'
import type { Step } from './step.ts'

/** What no call of Discord's shows, and is done once. */
const BY_HAND = [
  'Installation → Installation Contexts: Guild Install is on, because commands and Activity belong into servers.',
  'Activities → Settings → Supported Platforms: all that your members use are on.',
  'Open the link above as somebody who may manage the server that the bot is to be in.',
]

/** All of it as plain text, a line for each step. */
export function describeReport({ steps, installLink, isRight }: SetupReport): string {
  const width = Math.max(...steps.map(({ name }) => name.length))
  const lines = steps.map(step => describeStep(step, width)).join('')
  const link = installLink === null ? '' : describeLink(installLink)
  const wrong = steps.filter(({ state }) => state === 'wrong').length
  const verdict = isRight
    ? 'Everything that can be seen from here is right.'
    : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.${installLink === null ? ' The rest is looked at once that is right.' : ''}`
  return `${lines}${link}\n${verdict}\n`
}

function describeLink(link: string): string {
  const steps = BY_HAND.map((line, index) => `  ${index + 1}. ${line}\n`).join('')
  return `\nAdd the bot to a server:\n  ${link}\n\nWhat can't be seen from here, once:\n${steps}`
}

function describeStep({ name, state, line, page }: Step, width: number): string {
  const start = `${state.padEnd('by hand'.length)}  ${name.padEnd(width)}  `
  return `${start}${line}\n${page === undefined ? '' : `${' '.repeat(start.length)}${page}\n`}`
}
