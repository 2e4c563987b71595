import type { InteractionResponses } from '../../discord/interactionResponses.ts'
import type { GuildPermissions, PermissionRequest } from '../../guilds/guildPermissions.ts'
import { BackgroundWork } from '../../platform/backgroundWork.ts'
import { failureOf } from '../../platform/failure.ts'
import type { Logger } from '../../platform/logger.ts'
import { type AnsweringTools, type HttpAnswer, type Job, say } from './answering.ts'
import { answerLater } from './answerLater.ts'
import { answerNow } from './answerNow.ts'
import { answerTyping, noneBut } from './answerTyping.ts'
import type { ClaimStore } from './claimStore.ts'
import type { Command } from './command.ts'
import { type CommandTable, type Found, findTask } from './findTask.ts'
import type { MemberInteraction } from './interaction.ts'
import { createInteractionReport, type InteractionObserver } from './interactionReport.ts'
import { type CommandMetadata, ENTRY_POINT } from './metadata.ts'
import { COMMON_TEXTS } from './texts/common.ts'

export interface DispatcherOptions {
  readonly commands: readonly Command[]
  readonly permissions: GuildPermissions
  readonly responses: InteractionResponses
  readonly claims: ClaimStore
  readonly logger: Logger
  readonly observer: InteractionObserver
}

/** Has every interaction answered in time, whatever it asks for. */
export interface Dispatcher {
  /** Never rejects. */
  dispatch(interaction: MemberInteraction): Promise<HttpAnswer>
  /** Waits for what has been promised. */
  close(): Promise<void>
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { commands, logger, observer } = options
  const table: CommandTable = new Map(commands.map(command => [command.metadata.name, command]))
  const background = new BackgroundWork(logger)
  const tools = { ...options, background }

  async function answer(interaction: MemberInteraction, startedMs: number): Promise<HttpAnswer> {
    const found = look(table, interaction, logger)
    const report = createInteractionReport({
      interaction,
      command: found.command,
      startedMs,
      logger,
      observer,
    })
    const given = await attempt({ interaction, found, report }, tools, options.permissions)
    report.answered()
    return given
  }

  return {
    dispatch: interaction => answer(interaction, performance.now()),
    close: () => background.close(),
  }
}

/** A command that can't even say how it would answer has a bug. */
function look(table: CommandTable, interaction: MemberInteraction, logger: Logger): Found {
  try {
    return findTask(table, interaction)
  } catch (error) {
    logger.error('interaction.failed', error, { interactionId: interaction.id })
    return { command: null, problem: COMMON_TEXTS[interaction.language].errors.internal }
  }
}

interface Attempt extends Pick<Job, 'interaction' | 'report'> {
  readonly found: Found
}

async function attempt(
  { interaction, found, report }: Attempt,
  tools: AnsweringTools,
  permissions: GuildPermissions,
): Promise<HttpAnswer> {
  if ('problem' in found) {
    report.ended('rejected')
    return sentence(interaction, found.problem)
  }
  const { task, command, guildId } = found
  const request: PermissionRequest = { guildId, userId: interaction.userId, action: actionOf(command) }
  const job: Job = { interaction, report, permit: () => permissions.require(request) }
  try {
    if (task.when === 'later') return answerLater(job, task, tools)
    return await (task.when === 'typing' ? answerTyping(job, task, tools) : answerNow(job, task, tools))
  } catch (error) {
    tools.logger.error('interaction.failed', error, { interactionId: interaction.id })
    report.ended('failed')
    return sentence(interaction, COMMON_TEXTS[interaction.language].errors[failureOf(error).code])
  }
}

const actionOf = (command: CommandMetadata['name']) => (command === ENTRY_POINT ? 'room.join' : command)

/** Where somebody is typing, there is no place for a sentence. */
const sentence = ({ kind }: MemberInteraction, text: string): HttpAnswer =>
  kind === 'autocomplete' ? noneBut([]) : say({ text })
