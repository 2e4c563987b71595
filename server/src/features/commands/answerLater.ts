import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10'
import type { NotPermitted } from '../../guilds/guildPermissions.ts'
import { failureOf } from '../../platform/failure.ts'
import type { Result } from '../../platform/result.ts'
import { withinTime } from '../../platform/withinTime.ts'
import { type AnsweringTools, type HttpAnswer, type Job, sentenceFor } from './answering.ts'
import { INTERACTION_TOKEN_MS } from './claimStore.ts'
import type { Message } from './command.ts'
import { deliver, type Said } from './deliver.ts'
import type { Task } from './findTask.ts'
import { COMMON_TEXTS } from './texts/common.ts'

/** What isn't done by then is given up, so that there is time left to say so, ms. */
const LATER_MS = INTERACTION_TOKEN_MS - 60_000

type Later = Extract<Task, { when: 'later' }>

/** Promises an answer, and gives it once Discord knows of the promise. */
export function answerLater(job: Job, task: Later, tools: AnsweringTools): HttpAnswer {
  return {
    callback: task.replaces
      ? { type: InteractionResponseType.DeferredMessageUpdate }
      : {
          type: InteractionResponseType.DeferredChannelMessageWithSource,
          data: { flags: MessageFlags.Ephemeral },
        },
    sent: () => tools.background.start('interaction.failed', () => keepPromise(job, task, tools)),
  }
}

async function keepPromise(job: Job, task: Later, tools: AnsweringTools): Promise<void> {
  const said = await workOut(job, task, tools)
  if (said === null) return job.report.ended('repeated')
  const delivered = await deliver(said, { ...job, ...tools, replaces: task.replaces })
  job.report.ended(delivered ? said.outcome : 'undelivered')
}

/** Null where somebody else acts on it. */
async function workOut(job: Job, task: Later, tools: AnsweringTools): Promise<Said | null> {
  const { interaction } = job
  const texts = COMMON_TEXTS[interaction.language]
  try {
    if (!(await tools.claims.claim(interaction.id))) return null
    const done = await withinTime(act(job, task), LATER_MS)
    if (!done.inTime) return { message: { text: texts.timedOut }, outcome: 'late' }
    if (done.value.ok) return { message: done.value.value, outcome: 'answered' }
    return { message: { text: sentenceFor(done.value, interaction.language) }, outcome: 'refused' }
  } catch (error) {
    tools.logger.error('interaction.failed', error, { interactionId: interaction.id })
    return { message: { text: texts.errors[failureOf(error).code] }, outcome: 'failed' }
  }
}

async function act({ permit }: Job, task: Later): Promise<Result<Message> | NotPermitted> {
  const asker = await permit()
  return asker.ok ? task.act(asker.value) : asker
}
