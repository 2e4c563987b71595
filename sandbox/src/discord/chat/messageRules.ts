import { isObject, type JsonObject } from '../../conformance/jsonTree.ts'
import { apiError } from '../apiErrors.ts'
import type { FormProblem } from '../formErrors.ts'
import { type Checked, createForm, type Form, type Path, refuseForm } from '../forms/form.ts'
import { checkComponents } from './componentRules.ts'

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const MESSAGE_FLAG = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  secondVersion: 1 << 15,
} as const

const FLAGS_ONE_MAY_SET =
  MESSAGE_FLAG.suppressEmbeds |
  MESSAGE_FLAG.ephemeral |
  MESSAGE_FLAG.suppressNotifications |
  MESSAGE_FLAG.secondVersion

/** Discord's own for applications; its OpenAPI document allows more. */
const MAX_CONTENT = 2000
const MAX_EMBED_TEXT = 6000
const MAX_NONCE = 25

/** What a message says, as the application has sent it. */
export interface MessageBody {
  readonly content: string
  readonly embeds: readonly JsonObject[]
  readonly components: readonly JsonObject[]
  readonly flags: number
}

export const EMPTY_BODY: MessageBody = { content: '', embeds: [], components: [], flags: 0 }

const emptyMessage = {
  ok: false,
  refusal: {
    response: apiError(400, 50006, 'Cannot send an empty message'),
    sentence: 'Cannot send an empty message (50006)',
  },
} as const

/** A message of the application's as Discord would take it, or why it wouldn't. What an edit leaves out stays. */
export function checkMessage(
  sent: unknown,
  path: Path = [],
  before: MessageBody = EMPTY_BODY,
): Checked<MessageBody> {
  const errors: FormProblem[] = []
  const form = createForm(isObject(sent) ? sent : {}, errors, path)
  if (!isObject(sent)) form.refuse(null, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
  checkFields(form)
  const body = merge(form, before)
  const secondVersion = (body.flags & MESSAGE_FLAG.secondVersion) !== 0
  if (secondVersion) checkExclusivity(form, body)
  const checked = form.has('components') ? form : createForm({ components: body.components }, errors, path)
  checkComponents(checked, secondVersion)
  if (errors.length > 0) return refuseForm(errors)
  const isEmpty = body.content.trim() === '' && body.embeds.length === 0 && body.components.length === 0
  return isEmpty ? emptyMessage : { ok: true, value: body }
}

function checkFields(form: Form): void {
  form.text('content', { max: MAX_CONTENT })
  form.flag('tts')
  form.integer('flags', { min: 0, max: 2 ** 31 - 1 })
  if (typeof form.value['nonce'] !== 'number') form.text('nonce', { max: MAX_NONCE })
  form.flag('enforce_nonce')
  const embeds = form.forms('embeds', { max: 10 })
  const length = embeds.reduce((sum, embed) => sum + checkEmbed(embed), 0)
  if (length > MAX_EMBED_TEXT)
    form.refuse('embeds', 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${MAX_EMBED_TEXT}`)
  checkMentions(form.form('allowed_mentions'))
}

const MENTIONABLE: readonly unknown[] = ['roles', 'users', 'everyone']

/** https://docs.discord.com/developers/resources/message#allowed-mentions-object */
function checkMentions(allowed: Form | null): void {
  const parse = allowed?.list('parse', { max: MENTIONABLE.length }) ?? []
  if (!parse.every(kind => MENTIONABLE.includes(kind)))
    allowed?.refuse('parse', 'BASE_TYPE_CHOICES', `Value must be one of {${MENTIONABLE.join(', ')}}.`)
  for (const kind of ['roles', 'users']) {
    const ids = allowed?.list(kind, { max: 100 }) ?? []
    if (ids.length > 0 && parse.includes(kind))
      allowed?.refuse(
        'parse',
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      )
  }
}

function merge(form: Form, before: MessageBody): MessageBody {
  const { content, embeds, components, flags } = form.value
  const keeps = (name: string): boolean => form.value[name] === undefined
  const wanted = (typeof flags === 'number' ? flags : 0) & FLAGS_ONE_MAY_SET
  return {
    content: keeps('content') ? before.content : typeof content === 'string' ? content : '',
    embeds: keeps('embeds') ? before.embeds : objects(embeds),
    components: keeps('components') ? before.components : objects(components),
    // Once of the second version, a message stays so; and nobody's eyes are changed afterwards.
    flags: before === EMPTY_BODY ? wanted : before.flags | (wanted & ~MESSAGE_FLAG.ephemeral),
  }
}

const objects = (list: unknown): readonly JsonObject[] => (Array.isArray(list) ? list.filter(isObject) : [])

function checkExclusivity(form: Form, { content, embeds }: MessageBody): void {
  const forbid = (name: string): void =>
    form.refuse(
      name,
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    )
  if (content !== '') forbid('content')
  if (embeds.length > 0) forbid('embeds')
  for (const name of ['poll', 'sticker_ids']) if (form.has(name)) forbid(name)
}

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits; returns its length. */
function checkEmbed(embed: Form): number {
  embed.url('url', ['http', 'https'])
  embed.integer('color', { min: 0, max: 0xff_ff_ff })
  for (const name of ['image', 'thumbnail'])
    embed.form(name)?.url('url', ['http', 'https', 'attachment'], { min: 1, max: 2048, required: true })
  const author = embed.form('author')
  author?.url('url', ['http', 'https'])
  const fields = embed
    .forms('fields', { max: 25 })
    .flatMap(field => [
      field.text('name', { min: 1, max: 256, required: true }),
      field.text('value', { min: 1, max: 1024, required: true }),
    ])
  const texts = [
    embed.text('title', { max: 256 }),
    embed.text('description', { max: 4096 }),
    embed.form('footer')?.text('text', { min: 1, max: 2048, required: true }),
    author?.text('name', { min: 1, max: 256, required: true }),
    ...fields,
  ]
  return texts.reduce((sum, text) => sum + [...(text ?? '')].length, 0)
}
