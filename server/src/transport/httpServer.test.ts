import { Agent, get, type IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { createHttpServer } from './httpServer.ts'
import { listen } from './listen.ts'

const ask = (url: string, agent: Agent) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent }, response => resolve(response.resume())).on('error', reject)
  })

it('a server that is closing ends kept connections with the answers under way, whoever goes on asking', async () => {
  let answer = () => {}
  const isHere = Promise.withResolvers<void>()
  const { server, letGo } = createHttpServer((_request, response) => {
    answer = () => void response.end('ok')
    isHere.resolve()
  })
  const url = await listen(server, { host: '127.0.0.1', port: 0 })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const first = ask(url, agent)
  const second = ask(url, agent)
  await isHere.promise
  letGo()
  const closed = new Promise(resolve => server.close(resolve))
  answer()
  expect((await first).headers.connection).toBe('close')
  await expect(second).rejects.toThrow('ECONNREFUSED')
  await closed
})
