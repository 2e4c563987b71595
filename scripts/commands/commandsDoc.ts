import {
  type CommandMetadata,
  type Context,
  ENTRY_POINT,
  type OptionMetadata,
} from '../../server/src/features/commands/metadata.ts'
import type { GuildConfig } from '../../shared/src/config/configSchema.ts'
import { COMMAND_NOTES } from './commandNotes.ts'

/** Where it is, from the root of the repository. */
export const COMMANDS_DOC = 'docs/commands.md'

const HEAD = `# Commands

What the bot can be asked in Discord. This page is made from the definitions (\`pnpm docs:commands\`), and \`pnpm check\` holds it
against them. To change a command, change its \`metadata.ts\` below \`server/src/features/commands/\` and raise its version there.

All answers are seen by whoever asked and by nobody else, and mention nobody. They are in German where Discord is, and in
English everywhere else; so are the names of commands, options and choices.

| command | what it does | who may |
| --- | --- | --- |
`

const COMMON = `
## What can go wrong with each of them

Each of these is answered with one sentence that says what to do:

- In direct messages, or in a server that hasn’t added the app: it works in servers that have.
- Where the bot isn’t in the server, or you aren’t: to add it, or to join.
- Without the permission: ask an admin of the server. \`commands.permissions\` in the
  [configuration of the server](configuration.md) says who may; what it comes with stands below. Buttons take the permission of
  the command that they belong to.
- An option that there is no more, that is missing, too long, too short or out of range: the sentence names it and what it takes.
- Kaltura, Discord or our database away or slow: the answer still comes within three seconds, and says so when nothing can be done.
- A button of an older version of the app: run the command again.

Figures of time are in [limits](limits.md).
`

/** The whole page. */
export function commandsDoc(commands: readonly CommandMetadata[], defaults: GuildConfig): string {
  const rows = commands.map(
    command =>
      `| [${nameOf(command)}](#${command.name}) | ${command.description.en} | ${whoMay(command, defaults)} |`,
  )
  const sections = commands.map(command => sectionOf(command, defaults))
  return `${HEAD}${rows.join('\n')}\n${COMMON}\n${sections.join('\n')}`
}

/** What the page would lack. */
export const commandsWithoutNotes = (commands: readonly CommandMetadata[]): readonly string[] =>
  commands.flatMap(({ name }) => (COMMAND_NOTES[name] ? [] : [name]))

const isEntryPoint = ({ name }: CommandMetadata) => name === ENTRY_POINT
const nameOf = (command: CommandMetadata) =>
  isEntryPoint(command) ? `\`${command.name}\`` : `\`/${command.name}\``

function sectionOf(command: CommandMetadata, defaults: GuildConfig): string {
  const { description, germanName, version, options, contexts, name } = command
  const notes = COMMAND_NOTES[name] ?? { answers: [], troubles: [] }
  return [
    `## ${name}\n`,
    `${description.en}.${isEntryPoint(command) ? ' Discord’s own launcher and its list of Activities run it.' : ''}\n`,
    '| | |',
    '| --- | --- |',
    `| in German | \`${isEntryPoint(command) ? '' : '/'}${germanName}\`: ${description.de} |`,
    `| version | ${version} |`,
    `| who may | ${whoMay(command, defaults)} |`,
    `| where | ${contexts.map(context => PLACES[context]).join(', ')} |`,
    '',
    ...optionsOf(options),
    'It answers:\n',
    ...notes.answers.map(answer => `- ${answer}`),
    '\nWhat can go wrong:\n',
    ...notes.troubles.map(trouble => `- ${trouble}`),
    '',
  ].join('\n')
}

const PLACES: Readonly<Record<Context, string>> = {
  guild: 'in servers',
  botDm: 'in direct messages with the app',
  privateChannel: 'in other direct messages and group chats',
}

function whoMay({ name }: CommandMetadata, { commands }: GuildConfig): string {
  if (name === ENTRY_POINT) return 'everybody in the server'
  return (
    commands.permissions[name].map(entry => WHO[entry] ?? `the Discord role ${entry}`).join(', ') || 'nobody'
  )
}

const WHO: Readonly<Record<string, string>> = {
  '@everyone': 'everybody in the server',
  admin: 'admins',
  moderator: 'moderators and admins',
}

function optionsOf(options: readonly OptionMetadata[]): string[] {
  if (options.length === 0) return ['It takes no options.\n']
  return [
    '| option | in German | takes | needed |',
    '| --- | --- | --- | --- |',
    ...options.map(
      option =>
        `| \`${option.name}\` | \`${option.germanName}\` | ${takes(option)}. ${option.description.en} | ${option.required ? 'yes' : 'no'} |`,
    ),
    '',
  ]
}

/** `text of 1 to 200 characters, proposed while you type`. */
function takes(option: OptionMetadata): string {
  switch (option.kind) {
    case 'text': {
      const { minLength = 0, maxLength } = option
      const length = minLength > 0 ? `${minLength} to ${figure(maxLength)}` : `at most ${figure(maxLength)}`
      return `Text of ${length} characters${option.autocomplete ? ', proposed while you type' : ''}`
    }
    case 'integer':
      return `Whole number from ${figure(option.min)} to ${figure(option.max)}`
    case 'choice':
      return `One of ${option.choices.map(({ value, name }) => `\`${value}\` (${name.en})`).join(', ')}`
    case 'flag':
      return 'True or false'
  }
}

const figure = new Intl.NumberFormat('en').format
