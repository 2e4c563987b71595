import { CHAOS_USER, type ChaosProduct } from './chaosProduct.ts'

/** A message of the application in any channel. */
export interface SeenMessage {
  readonly id: string
  readonly channelId: string
  /** Everything in it, as JSON. */
  readonly text: string
}

export interface SeenEvent {
  readonly name: string
  /** Of Discord's API: 1 planned, 2 on, 3 over, 4 called off. */
  readonly status: number
}

export interface SeenRoom {
  readonly reference: string
  readonly isOpen: boolean
}

/** Everything that Discord shows by now. Channels keep so many messages only, so the same is kept here as well. */
export async function seeMessages(
  { control }: ChaosProduct,
  archive: Map<string, SeenMessage>,
): Promise<readonly SeenMessage[]> {
  const channels = await control('GET', '/host/channels')
  for (const { id } of objectsIn(channels)) {
    const messages = await control('GET', `/host/messages?user=${CHAOS_USER}&channel=${String(id)}`)
    for (const message of objectsIn(messages)) {
      const { components, content, embeds } = message
      const seen = { id: String(message['id']), channelId: String(id) }
      // Whoever presses something is answered in a message that nobody else sees.
      if (message['onlyFor'] === null)
        archive.set(seen.id, { ...seen, text: JSON.stringify({ components, content, embeds }) })
    }
  }
  return [...archive.values()]
}

export async function seeEvents({ control }: ChaosProduct): Promise<readonly SeenEvent[]> {
  const events = objectsIn(await control('GET', '/sandbox/events'))
  return events.map(({ name, status }) => ({ name: String(name), status: Number(status) }))
}

/** The rooms that Kaltura has by now. */
export const seeRooms = ({ sandbox }: ChaosProduct): readonly SeenRoom[] =>
  sandbox.meetings.rooms().map(({ reference, state }) => ({ reference, isOpen: state === 'open' }))

function objectsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) throw new Error('An answer of the sandbox is no list.')
  return value.map((each: unknown) => Object.fromEntries(Object.entries(each ?? {})))
}
