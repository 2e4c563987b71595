import { ACTIVITY_NAMESPACE } from '@kaltura-discord/shared/protocol/frames.ts'
import { io } from 'socket.io-client'

/** As much of a Socket.IO client as the room client uses. What comes in is unknown until it is parsed. */
export interface RoomSocket {
  on(event: string, listener: (...frames: unknown[]) => void): unknown
  /** The last argument may be a function that takes the acknowledgement. */
  emit(event: string, ...frames: unknown[]): unknown
  connect(): unknown
  disconnect(): unknown
  /** It tries again by itself. */
  readonly active: boolean
  readonly connected: boolean
}

export interface RoomSocketOptions {
  /** Origin of the server; the page's own when left out, as it is inside the Activity. */
  readonly url?: string | undefined
  /** Asked for the token before every attempt. */
  readonly getToken: () => Promise<string>
}

export function openRoomSocket({ url = '', getToken }: RoomSocketOptions): RoomSocket {
  return io(`${url}${ACTIVITY_NAMESPACE}`, {
    // Discord's proxy carries WebSockets; polling would only double the ways to fail.
    transports: ['websocket'],
    autoConnect: false,
    // With these a killed server has its room back in well under a second.
    reconnectionDelay: 150,
    reconnectionDelayMax: 1000,
    randomizationFactor: 0.5,
    timeout: 8000,
    auth: (give: (auth: object) => void) => {
      getToken().then(
        token => give({ token }),
        // Without a token the server says no, which leads to another attempt.
        () => give({ token: '' }),
      )
    },
  })
}
