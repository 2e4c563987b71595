import { readCustomId } from '../../discord/customId.ts'
import type { Permitted } from '../../guilds/guildPermissions.ts'
import type { Result } from '../../platform/result.ts'
import { checkOptions } from './checkOptions.ts'
import type { Answer, Choice, Command, Handler, Message } from './command.ts'
import type {
  AutocompleteInteraction,
  CommandInteraction,
  ComponentInteraction,
  MemberInteraction,
  ModalInteraction,
} from './interaction.ts'
import type { CommandMetadata } from './metadata.ts'
import { COMMON_TEXTS } from './texts/common.ts'

/** What an interaction asks for, once it is known which command it belongs to. */
export type Task =
  | { readonly when: 'now'; act(asker: Permitted): Promise<Result<Answer>> }
  | { readonly when: 'later'; readonly replaces: boolean; act(asker: Permitted): Promise<Result<Message>> }
  | { readonly when: 'typing'; act(asker: Permitted): Promise<readonly Choice[]> }

export type Found =
  | { readonly command: CommandMetadata['name']; readonly guildId: string; readonly task: Task }
  /** A sentence that names the fix. */
  | { readonly command: CommandMetadata['name'] | null; readonly problem: string }

export type CommandTable = ReadonlyMap<string, Command>

/** Looks at nothing but the interaction itself: whoever asks may not be allowed to. */
export function findTask(commands: CommandTable, interaction: MemberInteraction): Found {
  const texts = COMMON_TEXTS[interaction.language]
  const command = commands.get(commandNameOf(interaction))
  if (!command) {
    const isCommand = interaction.kind === 'command' || interaction.kind === 'autocomplete'
    return { command: null, problem: isCommand ? texts.unknownCommand : texts.unknownAction }
  }
  const { name } = command.metadata
  if (interaction.guildId === null) return { command: name, problem: texts.onlyInServers }
  if (!interaction.installedInServer) return { command: name, problem: texts.notInstalled }
  const task = taskOf(command, interaction)
  if (typeof task === 'string') return { command: name, problem: task }
  return { command: name, guildId: interaction.guildId, task }
}

const commandNameOf = (interaction: MemberInteraction): string =>
  interaction.kind === 'component' || interaction.kind === 'modal'
    ? readCustomId(interaction.customId).command
    : interaction.command

/** What to do, or what is wrong. */
function taskOf(command: Command, interaction: MemberInteraction): Task | string {
  switch (interaction.kind) {
    case 'command':
      return runTask(command, interaction)
    case 'autocomplete':
      return completeTask(command, interaction)
    case 'component':
      return actionTask(command.buttons, interaction)
    case 'modal':
      return actionTask(command.modals, interaction)
  }
}

function runTask(command: Command, interaction: CommandInteraction): Task | string {
  const { metadata } = command
  const problem = checkOptions(metadata, interaction.options, interaction.language)
  return problem ?? bind(command.run(interaction), interaction)
}

const completeTask = (command: Command, interaction: AutocompleteInteraction): Task => ({
  when: 'typing',
  act: async asker => (await command.complete?.(interaction, asker)) ?? [],
})

function actionTask<I extends ComponentInteraction | ModalInteraction>(
  handlers: Readonly<Record<string, Handler<I>>> = {},
  interaction: I,
): Task | string {
  const { action } = readCustomId(interaction.customId)
  const handler = Object.hasOwn(handlers, action) ? handlers[action] : undefined
  return handler ? bind(handler, interaction) : COMMON_TEXTS[interaction.language].unknownAction
}

function bind<I>(handler: Handler<I>, interaction: I): Task {
  if (handler.when === 'now') return { when: 'now', act: asker => handler.handle(interaction, asker) }
  const { replaces = false } = handler
  return { when: 'later', replaces, act: asker => handler.handle(interaction, asker) }
}
