import { InteractionResponseType } from 'discord-api-types/v10'
import { isRefusal } from '../../discord/callDiscord.ts'
import type { NotPermitted } from '../../guilds/guildPermissions.ts'
import { type Result, succeed } from '../../platform/result.ts'
import { withinTime } from '../../platform/withinTime.ts'
import { ACCEPTED, type AnsweringTools, type HttpAnswer, type Job, say, sentenceFor } from './answering.ts'
import type { Answer, LaunchedActivity } from './command.ts'
import type { Task } from './findTask.ts'
import { COMMON_TEXTS } from './texts/common.ts'

/** Discord waits for three seconds; what isn't known by then won't be said, ms. */
const NOW_MS = 2_000
/** How much of the rest is given to opening the Activity, ms. It goes on after that, without anybody to tell. */
const LAUNCH_MS = 700
/** Discord has had an answer already: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const ALREADY_ANSWERED = 40060

type Now = Extract<Task, { when: 'now' }>
type Launch = Extract<Answer, { kind: 'launch' }>

/** Answers within Discord's own request, by a deadline. */
export async function answerNow(job: Job, task: Now, tools: AnsweringTools): Promise<HttpAnswer> {
  const { interaction, report } = job
  const work = act(job, task)
  const done = await withinTime(work, NOW_MS)
  if (!done.inTime) return giveUp(job, work, tools)
  if (done.value.ok) return give(job, done.value.value, tools)
  report.ended('refused')
  return say({ text: sentenceFor(done.value, interaction.language) })
}

async function act({ permit }: Job, task: Now): Promise<Result<Answer> | NotPermitted> {
  const asker = await permit()
  return asker.ok ? task.act(asker.value) : asker
}

/** What comes later has been told as not coming any more, so it is dropped. */
function giveUp({ interaction, report }: Job, work: Promise<unknown>, tools: AnsweringTools): HttpAnswer {
  report.ended('late')
  tools.background.start('interaction.failed', async () => {
    await work
    tools.logger.warn('interaction.dropped', { interactionId: interaction.id })
  })
  return say({ text: COMMON_TEXTS[interaction.language].timedOut })
}

function give(job: Job, answer: Answer, tools: AnsweringTools): HttpAnswer | Promise<HttpAnswer> {
  switch (answer.kind) {
    case 'message':
      job.report.ended('answered')
      return say(answer.message)
    case 'modal':
      job.report.ended('answered')
      return { callback: { type: InteractionResponseType.Modal, data: answer.modal } }
    case 'launch':
      return launch(job, answer, tools)
  }
}

/** Through Discord's API, because only there does it say which Activity it was. */
async function launch(job: Job, { onLaunched }: Launch, tools: AnsweringTools): Promise<HttpAnswer> {
  const { interaction, report } = job
  const work = askForLaunch(job, tools)
  const done = await withinTime(work, LAUNCH_MS)
  if (done.inTime && !done.value.ok) {
    // Should it have opened all the same, then Discord has its answer and takes no second one.
    report.ended('undelivered')
    return say({ text: sentenceFor(done.value, interaction.language) })
  }
  if (done.inTime && done.value.ok && done.value.value === 'refused') {
    report.ended('refused')
    return say({ text: COMMON_TEXTS[interaction.language].launchRefused })
  }
  tools.background.start('interaction.launch.failed', async () => {
    const launched = await work
    const activity = launched.ok && typeof launched.value === 'object' ? launched.value : null
    if (activity) await onLaunched(activity)
    report.ended(activity ? 'launched' : 'undelivered')
  })
  return ACCEPTED
}

/** `refused` when it surely wasn't taken, `taken` when it was and nothing more is known. */
async function askForLaunch(
  { interaction }: Job,
  { responses }: AnsweringTools,
): Promise<Result<LaunchedActivity | 'refused' | 'taken'>> {
  const answer = await responses.launch(interaction)
  if (!answer.ok) return answer
  if (isRefusal(answer.value))
    return succeed(answer.value.code === ALREADY_ANSWERED ? ('taken' as const) : ('refused' as const))
  return succeed({ instanceId: answer.value.resource.activity_instance.id })
}
