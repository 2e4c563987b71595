import { connect, type Socket as TcpSocket } from 'node:net'

/** A WebSocket spoken by hand, so that frames can be wrong in every way. */
export class RawSocket {
  readonly #tcp: TcpSocket
  readonly opened: Promise<string>
  readonly closed: Promise<void>

  constructor(url: string, origin: string) {
    const { hostname, port } = new URL(url)
    this.#tcp = connect(Number(port), hostname)
    this.closed = new Promise(resolve => this.#tcp.once('close', () => resolve()))
    this.opened = new Promise(resolve => this.#tcp.once('data', data => resolve(data.toString('latin1'))))
    this.#tcp.on('error', () => {})
    const key = Buffer.alloc(16, 1).toString('base64')
    const head = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      'Host: x',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Origin: ${origin}`,
    ]
    this.#tcp.write(
      `${[...head, `Sec-WebSocket-Key: ${key}`, 'Sec-WebSocket-Version: 13'].join('\r\n')}\r\n\r\n`,
    )
    this.#tcp.resume()
  }

  /** One masked frame: text by default. */
  send(payload: Buffer | string, opcode = 1): void {
    const body = Buffer.from(payload)
    const mask = Buffer.from([1, 2, 3, 4])
    const masked = Buffer.from(body.map((byte, index) => byte ^ (mask[index % 4] ?? 0)))
    this.#tcp.write(Buffer.concat([header(opcode, body.length), mask, masked]))
  }

  write(bytes: Buffer): void {
    this.#tcp.write(bytes)
  }

  /** Reads no further, as a stalled client. */
  pause(): void {
    this.#tcp.pause()
  }

  end(): void {
    this.#tcp.destroy()
  }
}

function header(opcode: number, length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | opcode, 0x80 | length])
  const wide = length > 65_535
  const head = Buffer.alloc(wide ? 10 : 4)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | (wide ? 127 : 126)
  if (wide) head.writeBigUInt64BE(BigInt(length), 2)
  else head.writeUInt16BE(length, 2)
  return head
}
