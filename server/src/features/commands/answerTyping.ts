import { InteractionResponseType } from 'discord-api-types/v10'
import { withinTime } from '../../platform/withinTime.ts'
import type { AnsweringTools, HttpAnswer, Job } from './answering.ts'
import type { Choice } from './command.ts'
import type { Task } from './findTask.ts'
import type { InteractionOutcome } from './interactionReport.ts'

/** Whoever types sees proposals within 300 ms, or none, ms. */
const TYPING_MS = 250
/** Discord's limits: https://docs.discord.com/developers/interactions/application-commands */
const MAX_CHOICES = 25
const MAX_CHOICE_LENGTH = 100

type Typing = Extract<Task, { when: 'typing' }>

/** Proposals for what somebody is typing. Whatever stands in the way, there are none. */
export async function answerTyping(job: Job, task: Typing, tools: AnsweringTools): Promise<HttpAnswer> {
  const proposed = await withinTime(propose(job, task, tools), TYPING_MS)
  if (!proposed.inTime) return propositions([], 'late', job)
  return propositions(proposed.value.choices, proposed.value.outcome, job)
}

interface Proposed {
  readonly choices: readonly Choice[]
  readonly outcome: InteractionOutcome
}

/** Never rejects: nobody may be waiting any more. */
async function propose({ interaction, permit }: Job, task: Typing, tools: AnsweringTools): Promise<Proposed> {
  try {
    const asker = await permit()
    if (!asker.ok) return { choices: [], outcome: 'refused' }
    return { choices: await task.act(asker.value), outcome: 'answered' }
  } catch (error) {
    tools.logger.error('interaction.failed', error, { interactionId: interaction.id })
    return { choices: [], outcome: 'failed' }
  }
}

function propositions(choices: readonly Choice[], outcome: InteractionOutcome, { report }: Job): HttpAnswer {
  report.ended(outcome)
  return noneBut(choices)
}

/** Discord takes all of them or none: those that it wouldn't take are made to fit, or left out. */
export const noneBut = (choices: readonly Choice[]): HttpAnswer => ({
  callback: {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices: choices.slice(0, MAX_CHOICES).map(fitting).filter(isComplete) },
  },
})

const fitting = ({ name, value }: Choice): Choice => ({
  name: cut(name),
  value: typeof value === 'string' ? cut(value) : value,
})

const isComplete = ({ name, value }: Choice) => name !== '' && value !== ''

/** A pair of surrogates isn't cut in two. */
const cut = (text: string) => text.slice(0, MAX_CHOICE_LENGTH).replace(/[\ud800-\udbff]$/, '')
