import * as z from 'zod'
import { postJson, type TestProduct } from '../../../../testing/startTestProduct.ts'

export const VIEW = 'kaltura-config-view'
export const UPDATE = 'kaltura-config-update'
export const RESET = 'kaltura-config-reset'
/** A role of the sandbox's server, `Lehrkräfte 🎓`. */
export const TEACHERS = '1210000000000000011'

const ConversationSchema = z.object({
  answer: z.object({ type: z.number().nullable() }).nullable(),
  problem: z.null(),
  messages: z.array(
    z.object({
      id: z.string(),
      content: z.string(),
      components: z.array(z.unknown()),
      onlyFor: z.string().nullable(),
    }),
  ),
  choices: z.array(z.object({ name: z.string(), value: z.string() })).nullable(),
  modal: z.object({ customId: z.string(), title: z.string(), components: z.array(z.unknown()) }).nullable(),
})

type Conversation = z.infer<typeof ConversationSchema>

const PartSchema = z.looseObject({ type: z.number(), components: z.array(z.unknown()).optional() })
const TextSchema = z.object({ type: z.literal(10), content: z.string() })
const ButtonSchema = z.object({ type: z.literal(2), label: z.string(), custom_id: z.string() })

const partsIn = (components: readonly unknown[] = []): readonly unknown[] =>
  components.flatMap(each => [each, ...partsIn(PartSchema.parse(each).components)])
const matching = <T>(schema: z.ZodType<T>, components: readonly unknown[] = []): readonly T[] =>
  partsIn(components).flatMap(each => schema.safeParse(each).data ?? [])
export const textsIn = (components: readonly unknown[]) =>
  matching(TextSchema, components).map(each => each.content)
const buttonsIn = (components: readonly unknown[] = []) => matching(ButtonSchema, components)

/** What came of one interaction, with what the member reads and can press. */
export interface Asked extends Conversation {
  readonly message: Conversation['messages'][number] | undefined
  readonly text: string
  /** Custom ids by labels. */
  readonly buttons: ReadonlyMap<string, string>
}

/** Speaks with the bot about the configuration, as Ana unless it says otherwise. */
export function openConversation(product: () => TestProduct) {
  async function ask(wish: object): Promise<Asked> {
    const { host } = product().sandbox.urls
    const response = await postJson(`${host}/sandbox/interactions`, { user: 'ana', ...wish })
    const conversation = ConversationSchema.parse(await response.json())
    const message = conversation.messages.at(-1)
    return {
      ...conversation,
      message,
      text: message ? [message.content, ...textsIn(message.components)].join('\n').trim() : '',
      buttons: new Map(buttonsIn(message?.components).map(({ label, custom_id: id }) => [label, id])),
    }
  }

  return {
    ask,
    view: (section: string, more: object = {}) => ask({ command: VIEW, options: { section }, ...more }),
    update: (section: string, key: string, value: string, more: object = {}) =>
      ask({ command: UPDATE, options: { section, key, value }, ...more }),
    reset: (section: string, more: object = {}) => ask({ command: RESET, options: { section }, ...more }),
    resetAll: () => ask({ command: RESET, options: { section: 'all', confirm: true } }),
    press: (asked: Asked, label: string, more: object = {}) =>
      ask({
        button: asked.buttons.get(label) ?? `no button ${label}`,
        message: asked.message?.id ?? '',
        ...more,
      }),
    async propose(name: string, value: string, options: Readonly<Record<string, string>>, more: object = {}) {
      const asked = await ask({ autocomplete: UPDATE, options, focused: { name, value }, ...more })
      return asked.choices ?? []
    },
  }
}
