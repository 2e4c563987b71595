import type {
  ChatChannel,
  ChatMessage,
  Conversation,
  OfferedCommand,
  OfferedOption,
  ShownModal,
} from '../../chatApi.ts'
import { flag, list, nullable, number, object, oneOf, type Reader, text } from '../read.ts'

/** Whatever the application has sent: looked at where it is drawn. */
const anything: Reader<unknown> = value => value

const scalar: Reader<string | number> = (value, at) =>
  typeof value === 'number' ? number(value, at) : text()(value, at)

export const readChannel: Reader<ChatChannel> = object<ChatChannel>({
  id: text(),
  name: text(),
  kind: oneOf(['text', 'voice']),
})

export const readMessage: Reader<ChatMessage> = object<ChatMessage>({
  id: text(),
  channelId: text(),
  author: object<ChatMessage['author']>({ id: text(), name: text(), isBot: flag }),
  content: text(),
  components: list(anything),
  embeds: list(anything),
  flags: number,
  pings: object<ChatMessage['pings']>({ everyone: flag, users: list(text()), roles: list(text()) }),
  sentAtMs: number,
  editedAtMs: nullable(number),
  onlyFor: nullable(text()),
  answers: nullable(object<NonNullable<ChatMessage['answers']>>({ user: text(), command: text() })),
  state: oneOf(['sent', 'thinking', 'failed']),
})

const readChoices = list(
  object<{ readonly name: string; readonly value: string | number }>({ name: text(), value: scalar }),
)

const readModal: Reader<ShownModal> = object<ShownModal>({
  customId: text(),
  title: text(),
  components: list(anything),
})

export const readConversation: Reader<Conversation> = object<Conversation>({
  interactionId: text(),
  answer: nullable(
    object<NonNullable<Conversation['answer']>>({ status: number, afterMs: number, type: nullable(number) }),
  ),
  problem: nullable(text()),
  messages: list(readMessage),
  choices: nullable(readChoices),
  modal: nullable(readModal),
  launched: nullable(
    object<NonNullable<Conversation['launched']>>({ instanceId: text(), channelId: text() }),
  ),
})

const readOption: Reader<OfferedOption> = object<OfferedOption>({
  name: text(),
  label: text(),
  description: text(),
  type: number,
  required: flag,
  choices: readChoices,
  autocomplete: flag,
  minLength: nullable(number),
  maxLength: nullable(number),
  min: nullable(number),
  max: nullable(number),
})

export const readCommand: Reader<OfferedCommand> = object<OfferedCommand>({
  id: text(),
  name: text(),
  label: text(),
  description: text(),
  type: number,
  options: list(readOption),
})

/** Where an invitation leads, and whether to an Activity there. */
export interface Followed {
  readonly channelId: string
  readonly activity: boolean
}

export const readFollowed: Reader<Followed> = object<Followed>({ channelId: text(), activity: flag })
