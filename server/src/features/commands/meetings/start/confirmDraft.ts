import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10'
import { readCustomId, writeCustomId } from '../../../../discord/customId.ts'
import type { Language } from '../../../../discord/text/language.ts'
import { type Result, succeed } from '../../../../platform/result.ts'
import type { Handler, Message } from '../../command.ts'
import type { ComponentInteraction, Interaction, ModalInteraction } from '../../interaction.ts'
import { isTimeZone } from '../at/timeZones.ts'
import type { DraftOwner, DraftStore } from '../drafts/draftStore.ts'
import type { Plan } from '../drafts/plan.ts'
import { MAX_AT_LENGTH, MEETING_START } from '../metadata.ts'
import { quoted } from '../sayNotFound.ts'
import { MEETING_FORMATS, MEETING_TEXTS } from '../texts.ts'
import type { ReadWhen, Times } from './plans.ts'
import { PREVIEW, previewMessage } from './previewMessage.ts'
import { type StartPorts, startMeeting } from './startMeeting.ts'

interface DraftPorts extends StartPorts {
  readonly drafts: DraftStore
  readonly times: Times
}

const FIELD = 'at'

export const sayNoTime = (
  why: Extract<ReadWhen, { ok: false }>['why'],
  at: string,
  language: Language,
): string => {
  const { times } = MEETING_TEXTS[language]
  return why === 'unclear' ? times.unclear(quoted(at)) : times[why]
}

/** What is below a preview: it makes the meeting, or shows another time, or does away with it. */
export function createDraftActions({ drafts, times, ...ports }: DraftPorts) {
  const { clock } = ports

  const preview = (plan: Plan, draftId: string, language: Language): Message =>
    previewMessage(plan, {
      draftId,
      texts: MEETING_TEXTS[language],
      nowMs: clock.nowMs(),
      tag: MEETING_FORMATS[language].tag,
    })

  async function replan(asking: Asking, plan: Plan, read: ReadWhen): Promise<Result<Message>> {
    const { language, owner, draftId, at } = asking
    if (!read.ok) return succeed({ text: sayNoTime(read.why, at, language), below: true })
    const next = { ...plan, ...read.when }
    return (await drafts.change(owner, draftId, next))
      ? succeed(preview(next, draftId, language))
      : gone(language)
  }

  const schedule: Handler<ComponentInteraction> = {
    when: 'later',
    replaces: true,
    async handle(interaction, asker) {
      const draftId = draftIdOf(interaction)
      const plan = await drafts.take(asker.member, draftId)
      if (plan === null) return gone(interaction.language)
      const { isMade, said } = await startMeeting(ports, plan, { interaction, asker })
      if (!isMade) await drafts.putBack(asker.member, draftId, plan)
      return said
    },
  }

  const zone: Handler<ComponentInteraction> = {
    when: 'later',
    replaces: true,
    async handle(interaction, { member }) {
      const draftId = draftIdOf(interaction)
      const plan = await drafts.get(member, draftId)
      const [timeZone = ''] = interaction.values
      if (plan === null || !/^[\w/+-]{1,64}$/.test(timeZone) || !isTimeZone(timeZone))
        return gone(interaction.language)
      const read = await times.readAgain(interaction, plan, timeZone)
      return replan({ ...interaction, owner: member, draftId, at: plan.at }, plan, read)
    },
  }

  const at: Handler<ModalInteraction> = {
    when: 'later',
    replaces: true,
    async handle(interaction, { member }) {
      const draftId = draftIdOf(interaction)
      const plan = await drafts.get(member, draftId)
      if (plan === null) return gone(interaction.language)
      const written = (interaction.fields.get(FIELD) ?? '').slice(0, MAX_AT_LENGTH)
      const read = await times.read(interaction, written)
      return replan({ ...interaction, owner: member, draftId, at: written }, plan, read)
    },
  }

  const change: Handler<ComponentInteraction> = {
    when: 'now',
    async handle(interaction, { member }) {
      const draftId = draftIdOf(interaction)
      const plan = await drafts.get(member, draftId)
      const { language } = interaction
      if (plan === null)
        return succeed({ kind: 'message', message: { text: MEETING_TEXTS[language].draftGone } })
      return succeed({ kind: 'modal', modal: timeModal(plan, draftId, language) })
    },
  }

  const cancel: Handler<ComponentInteraction> = {
    when: 'later',
    replaces: true,
    async handle(interaction, { member }) {
      const plan = await drafts.take(member, draftIdOf(interaction))
      return plan === null
        ? gone(interaction.language)
        : succeed({ text: MEETING_TEXTS[interaction.language].cancelled })
    },
  }

  return {
    preview,
    buttons: {
      [PREVIEW.schedule]: schedule,
      [PREVIEW.change]: change,
      [PREVIEW.zone]: zone,
      [PREVIEW.cancel]: cancel,
    },
    modals: { [PREVIEW.at]: at },
  }
}

interface Asking extends Pick<Interaction, 'language'> {
  readonly owner: DraftOwner
  readonly draftId: string
  readonly at: string
}

const draftIdOf = ({ customId }: { readonly customId: string }) => readCustomId(customId).parts[0] ?? ''

/** What it has become stands on the message already. */
const gone = (language: Language): Result<Message> =>
  succeed({ text: MEETING_TEXTS[language].draftGone, below: true })

const timeModal = (
  { at }: Plan,
  draftId: string,
  language: Language,
): APIModalInteractionResponseCallbackData => {
  const texts = MEETING_TEXTS[language]
  return {
    custom_id: writeCustomId(MEETING_START.name, PREVIEW.at, draftId),
    title: texts.changeTime,
    components: [
      {
        type: ComponentType.Label,
        label: texts.timeField,
        description: texts.timeHint,
        component: {
          type: ComponentType.TextInput,
          custom_id: FIELD,
          style: TextInputStyle.Short,
          max_length: MAX_AT_LENGTH,
          required: true,
          value: at,
        },
      },
    ],
  }
}
