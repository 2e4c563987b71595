import { own } from '@kaltura-discord/shared/config/jsonValue.ts'
import { type Result, succeed } from '../../../platform/result.ts'
import type { Answer, Command, Handler, Message } from '../command.ts'
import type { CommandInteraction, ModalInteraction } from '../interaction.ts'
import { changedMessage, MAX_SHOWN_TEXT, unchangedMessage } from './changedMessage.ts'
import { type Changer, changeBy } from './changer.ts'
import { createComplete } from './completeUpdate.ts'
import type { ConfigCommandParts, WrittenKey } from './guildSettings.ts'
import { CONFIG_UPDATE } from './metadata.ts'
import { namesOf, namesSoon } from './namesOf.ts'
import { sayProblem } from './sayProblem.ts'
import { messageWords } from './settingWords.ts'
import { CONFIG_TEXTS } from './texts.ts'
import { createUndoButton } from './undoButton.ts'
import { readValueModal, valueModal } from './valueModal.ts'
import { writtenKey } from './writtenKey.ts'

export function createConfigUpdateCommand(parts: ConfigCommandParts): Command {
  const submit: Handler<ModalInteraction> = {
    when: 'later',
    handle: (interaction, { member: { guildId } }) =>
      setKey(parts, readValueModal(interaction), { ...interaction, guildId }),
  }
  return {
    metadata: CONFIG_UPDATE,
    run: ({ options }) => (options.has('value') ? setAtOnce(parts) : openModal(parts)),
    complete: createComplete(parts),
    buttons: { undo: createUndoButton(parts) },
    modals: { set: submit },
  }
}

const setAtOnce = (parts: ConfigCommandParts): Handler<CommandInteraction> => ({
  when: 'later',
  handle: (interaction, { member: { guildId } }) => {
    const text = String(interaction.options.get('value') ?? '')
    return setKey(parts, { ...writtenKey(interaction), text }, { ...interaction, guildId })
  },
})

/** What doesn't fit is said before anybody has written anything. */
const openModal = (parts: ConfigCommandParts): Handler<CommandInteraction> => ({
  when: 'now',
  async handle(interaction, { member: { guildId } }): Promise<Result<Answer>> {
    const texts = CONFIG_TEXTS[interaction.language]
    const path = parts.settings.readKey(writtenKey(interaction))
    const roles = await namesSoon(parts, guildId)
    if (!path.ok) {
      const text = sayProblem(path.problems, texts, messageWords({ texts, roles }))
      return succeed({ kind: 'message', message: { text } })
    }
    const { config } = await parts.settings.view(guildId)
    const value = path.value.reduce<unknown>(own, config) ?? null
    return succeed({ kind: 'modal', modal: valueModal({ path: path.value, value, texts, roles }) })
  },
})

interface Written extends WrittenKey {
  readonly text: string
}

async function setKey(
  parts: ConfigCommandParts,
  written: Written,
  changer: Changer,
): Promise<Result<Message>> {
  const texts = CONFIG_TEXTS[changer.language]
  const done = await parts.settings.updateKey(changeBy(changer), written)
  const words = messageWords({ texts, roles: await namesOf(parts, changer.guildId), maxText: MAX_SHOWN_TEXT })
  if (!done.ok) {
    return 'problems' in done ? succeed({ text: sayProblem(done.problems, texts, words) }) : done
  }
  const [changed] = done.value.changed
  if (changed) return succeed(changedMessage(changed, done.value.version, { texts, words }))
  const path = parts.settings.readKey(written)
  return succeed(unchangedMessage(path.ok ? path.value : [], done.value.config, { texts, words }))
}
