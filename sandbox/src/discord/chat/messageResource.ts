import { at, isObject, type JsonObject } from '../../conformance/jsonTree.ts'
import { APPLICATION, GUILD } from '../identities.ts'
import { botAsUser, userResource } from '../resources.ts'
import type { World } from '../world.ts'
import { COMPONENT } from './componentRules.ts'
import { MESSAGE_FLAG } from './messageRules.ts'
import type { StoredMessage } from './messages.ts'

const INTERACTION_COMMAND = 2
const MESSAGE_TYPE = { usual: 0, command: 20 } as const

/** A message as Discord's API answers it. */
export function messageResource(message: StoredMessage, world: World) {
  const { answers } = message
  const flags = message.flags | (message.state === 'thinking' ? MESSAGE_FLAG.loading : 0)
  return {
    id: message.id,
    channel_id: message.channelId,
    type: answers?.type === INTERACTION_COMMAND ? MESSAGE_TYPE.command : MESSAGE_TYPE.usual,
    author: authorResource(message.author, world),
    content: message.content,
    mentions: message.mentioned.users.map(userResource),
    mention_roles: message.mentioned.roles,
    mention_everyone: message.mentioned.everyone,
    attachments: [],
    embeds: message.embeds.map(embedResource),
    components: componentResources(message),
    timestamp: isoTime(message.sentAtMs),
    edited_timestamp: message.editedAtMs === null ? null : isoTime(message.editedAtMs),
    flags,
    pinned: false,
    tts: false,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.author === null ? { application_id: APPLICATION.id } : {}),
    ...(answers === null ? {} : { webhook_id: APPLICATION.id, ...metadata(answers, world) }),
  }
}

const isoTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '000+00:00')

function authorResource(handle: string | null, world: World) {
  const user = handle === null ? null : world.userByName(handle)
  return user === null ? botAsUser : userResource(user)
}

function metadata({ id, type, user: handle, command }: NonNullable<StoredMessage['answers']>, world: World) {
  const user = world.userByName(handle)
  if (user === null) return {}
  const common = { id, type, user: userResource(user), authorizing_integration_owners: { '0': GUILD.id } }
  if (type !== INTERACTION_COMMAND) return {}
  return {
    interaction: { id, type, name: command, user: userResource(user) },
    interaction_metadata: { ...common, name: command, command_type: 1 },
  }
}

function embedResource(embed: JsonObject): JsonObject {
  const { fields } = embed
  if (!Array.isArray(fields)) return { type: 'rich', ...embed }
  return { type: 'rich', ...embed, fields: fields.map(field => ({ inline: false, ...field })) }
}

/** Discord numbers components that have no id, and says what was left out. */
export function componentResources({ components, id }: Pick<StoredMessage, 'components' | 'id'>) {
  let last = 0
  const number = (): number => {
    last += 1
    return last
  }
  return components.map(component => completed(component, { number, messageId: id }))
}

interface Completing {
  readonly number: () => number
  /** Media have ids of their own; that of the message does as well. */
  readonly messageId: string
}

function completed(component: JsonObject, completing: Completing): JsonObject {
  const id = component['id'] ?? completing.number()
  const inside = (list: unknown): unknown =>
    Array.isArray(list) ? list.filter(isObject).map(each => completed(each, completing)) : list
  const { components, accessory, items, media } = component
  const type = Number(component['type'])
  return {
    ...DEFAULTS[type],
    ...component,
    id,
    ...(components === undefined ? {} : { components: inside(components) }),
    ...(isObject(accessory) ? { accessory: completed(accessory, completing) } : {}),
    ...(media === undefined ? {} : { media: mediaResource(media, completing) }),
    ...(Array.isArray(items) ? { items: items.map(item => itemResource(item, completing)) } : {}),
  }
}

const DEFAULTS: Readonly<Record<number, JsonObject>> = {
  [COMPONENT.button]: { disabled: false },
  [COMPONENT.stringSelect]: { min_values: 1, max_values: 1, disabled: false },
  [COMPONENT.userSelect]: { min_values: 1, max_values: 1, disabled: false },
  [COMPONENT.roleSelect]: { min_values: 1, max_values: 1, disabled: false },
  [COMPONENT.mentionableSelect]: { min_values: 1, max_values: 1, disabled: false },
  [COMPONENT.channelSelect]: { min_values: 1, max_values: 1, disabled: false },
  [COMPONENT.thumbnail]: { description: null, spoiler: false },
  [COMPONENT.separator]: { spacing: 1, divider: true },
  [COMPONENT.container]: { accent_color: null, spoiler: false },
}

const itemResource = (item: unknown, completing: Completing): JsonObject => ({
  description: null,
  spoiler: false,
  ...(isObject(item) ? item : {}),
  media: mediaResource(at(item, 'media'), completing),
})

const mediaResource = (media: unknown, { messageId }: Completing): JsonObject => ({
  id: messageId,
  url: String(at(media, 'url')),
  proxy_url: String(at(media, 'url')),
})
