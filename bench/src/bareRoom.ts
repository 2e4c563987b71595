/** A room with nothing in it: what comes from one member goes to all others. Run as a process of its own. */
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false })

io.on('connection', socket => {
  void socket.join('room')
  socket.on('command', (frame: unknown, acknowledge: (ack: unknown) => void) => {
    socket.to('room').emit('events', frame)
    acknowledge({ ok: true })
  })
})

http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`)
})
