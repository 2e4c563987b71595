import { type Agent, request } from 'node:http'

export interface Prepared {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** Sends all of it, so many at a time, each as soon as one before it has been answered. Anything but 200 is a fault. */
export async function runClosedLoad(
  url: string,
  prepared: readonly Prepared[],
  { atOnce, agent }: { readonly atOnce: number; readonly agent: Agent },
): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let each = prepared[next++]; each; each = prepared[next++]) await send(url, each, agent)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

function send(url: string, { body, headers }: Prepared, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, response => {
      response.resume()
      response.on('error', reject)
      response.on('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`An interaction was answered with ${response.statusCode}.`)),
      )
    })
    sent.on('error', reject).end(body)
  })
}
