/**
 * Says yes to the few things that a bot asks while it answers interactions: whoever looks at how much those cost
 * shouldn't have to wait for a stand-in that checks them. Run as a process of its own.
 */
import { createServer } from 'node:http'

const GUILD = /\/guilds\/(\d+)$/
const MEMBER = /\/guilds\/\d+\/members\/\d+$/

function answerTo(path: string): object {
  const [, id] = GUILD.exec(path) ?? []
  if (id !== undefined) return { id, owner_id: '1400000000000000001', roles: [] }
  return MEMBER.test(path) ? { roles: [] } : { id: '1' }
}

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answerTo(request.url ?? '')))
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`)
})
