import {
  type APIActionRowComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10'
import { writeCustomId } from '../../../../discord/customId.ts'
import type { Message } from '../../command.ts'
import { offeredZones, offsetName } from '../at/timeZones.ts'
import type { Plan } from '../drafts/plan.ts'
import { button, buttonRow, container, plainText, timestamp, titleOf } from '../messageParts.ts'
import { MEETING_START } from '../metadata.ts'
import { quoted } from '../sayNotFound.ts'
import type { MeetingTexts } from '../texts.en.ts'

/** Actions of what is below a preview; the id of the draft follows. */
export const PREVIEW = {
  schedule: 'schedule',
  change: 'change',
  zone: 'zone',
  cancel: 'cancel',
  at: 'at',
} as const

interface PreviewParts {
  readonly draftId: string
  readonly texts: MeetingTexts
  readonly nowMs: number
  /** BCP 47. */
  readonly tag: string
}

/** When it would be, on the clock of whoever reads it, before anything is made. */
export function previewMessage(plan: Plan, parts: PreviewParts): Message {
  const { texts, draftId } = parts
  const id = (action: string) => writeCustomId(MEETING_START.name, action, draftId)
  const isNow = plan.plannedAtMs === null
  const buttons = [
    button(ButtonStyle.Primary, isNow ? texts.startNow : texts.schedule, id(PREVIEW.schedule)),
    button(ButtonStyle.Secondary, texts.changeTime, id(PREVIEW.change)),
    button(ButtonStyle.Secondary, texts.cancel, id(PREVIEW.cancel)),
  ]
  return {
    components: [container([plainText(textOf(plan, parts)), ...zonesOf(plan, parts), buttonRow(buttons)])],
  }
}

function textOf(plan: Plan, { texts }: PreviewParts): string {
  const { plannedAtMs, zone } = plan
  const title = titleOf(plan)
  const type = texts.types[plan.type]
  if (plannedAtMs === null) return `${texts.previewNow(title, type)}\n-# ${texts.wrote(quoted(plan.at))}`
  const read = zone === null ? [] : [texts.readAs(zoneName(zone), offsetName(zone, plannedAtMs))]
  return [
    texts.preview(title, type),
    texts.planned(timestamp(plannedAtMs, 'F'), timestamp(plannedAtMs, 'R')),
    `-# ${[texts.wrote(quoted(plan.at)), ...read].join(' ')}`,
  ].join('\n')
}

const zoneName = (zone: string) => (/^[+-]/.test(zone) ? 'UTC' : zone).replaceAll('_', ' ')

/** Where the text names a zone of its own, or needs none, there is none to choose. */
function zonesOf(plan: Plan, parts: PreviewParts): APIActionRowComponent<APIStringSelectComponent>[] {
  const { zone, isZoneWritten, plannedAtMs } = plan
  if (zone === null || isZoneWritten || plannedAtMs === null) return []
  const { texts, nowMs, draftId, tag } = parts
  const options = offeredZones(zone, plannedAtMs).map(value => {
    const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: value }).format(nowMs)
    const description = texts.zoneNow(offsetName(value, plannedAtMs), time)
    return { label: zoneName(value), value, description, default: value === zone }
  })
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: writeCustomId(MEETING_START.name, PREVIEW.zone, draftId),
    placeholder: texts.zones,
    options,
  }
  return [{ type: ComponentType.ActionRow, components: [menu] }]
}
