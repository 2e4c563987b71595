import * as z from 'zod'
import { readCustomId } from '../../../../discord/customId.ts'
import type { Permitted } from '../../../../guilds/guildPermissions.ts'
import type { Meetings } from '../../../../meetings/meetings.ts'
import { type Result, succeed } from '../../../../platform/result.ts'
import type { RoomClock } from '../../../../platform/roomClock.ts'
import type { Command, Message } from '../../command.ts'
import type { Interaction } from '../../interaction.ts'
import type { EndRights } from '../endRights.ts'
import { MEETING_LIST } from '../metadata.ts'
import { MEETING_FORMATS, MEETING_TEXTS } from '../texts.ts'
import { listMessage, PAGE } from './listMessage.ts'

interface ListCommandOptions {
  readonly meetings: Pick<Meetings, 'list'>
  readonly endRights: EndRights
  readonly clock: RoomClock
}

const PageSchema = z.coerce.number().int().min(1).catch(1)

/** `/kaltura-list`: what there is, with what can be done about each. */
export function createListCommand({ meetings, endRights, clock }: ListCommandOptions): Command {
  async function show({ language }: Interaction, asker: Permitted, page: number): Promise<Result<Message>> {
    const [all, mayEnd] = await Promise.all([meetings.list(asker.member.guildId), endRights(asker)])
    const texts = MEETING_TEXTS[language]
    const format = MEETING_FORMATS[language]
    return succeed(listMessage(all, page, { texts, format, nowMs: clock.nowMs(), mayEnd }))
  }

  return {
    metadata: MEETING_LIST,
    run: () => ({ when: 'later', handle: (interaction, asker) => show(interaction, asker, 1) }),
    buttons: {
      [PAGE]: {
        when: 'later',
        replaces: true,
        handle: (interaction, asker) =>
          show(interaction, asker, PageSchema.parse(readCustomId(interaction.customId).parts[0])),
      },
    },
  }
}
