import type { Member, Playback, Room } from '@kaltura-discord/shared/room/roomState.ts'
import { type ApartReports, createApartReports } from './apartReports.ts'
import { createOwnPace, type OwnPace, type Seen } from './ownPace.ts'
import type { ApartView } from './playerView.ts'
import type { RoomClient } from './roomView.ts'

export interface ApartOptions {
  readonly room: Pick<RoomClient, 'view' | 'send'>
  readonly seen: () => Seen
  /** The player has another motion to make. */
  readonly onChange: () => void
}

/** Whether this viewer watches on their own, and what the room knows of it. */
export class Apart {
  readonly #options: ApartOptions
  readonly #reports: ApartReports
  #pace: OwnPace | null = null
  /** What the room knew has been taken over from the page before this one. */
  #adopted = false

  constructor(options: ApartOptions) {
    this.#options = options
    this.#reports = createApartReports(
      command => options.room.send(command),
      () => this.end(),
    )
  }

  /** The own motion; null while in step with the room. */
  get pace(): OwnPace | null {
    return this.#pace
  }

  get view(): ApartView | null {
    return this.#pace?.view(this.#options.seen()) ?? null
  }

  begin(): void {
    if (this.#pace) return
    this.#start()
    this.#options.onChange()
  }

  end(): void {
    this.#pace = null
    this.#options.onChange()
  }

  /** What this viewer does to their own motion; the room hears nothing of it. */
  act(act: (pace: OwnPace) => void): void {
    if (!this.#pace) return
    act(this.#pace)
    this.#options.onChange()
  }

  /** Who watches apart goes on doing so, from where the others begin; who is on the way back has arrived. */
  otherVideo(room: Room | null): void {
    const stays = this.view?.catchingUp === false && room?.video != null
    this.#pace = null
    if (stays) this.#start()
  }

  /** A page that has been loaded again goes on as the one before. */
  adopt(): void {
    const member = this.#self()
    if (this.#adopted || !member || this.#options.room.view.get().room?.video == null) return
    this.#adopted = true
    if (member.apart && !this.#pace) this.#start()
  }

  /** Once a tick, while there is something to play. */
  look(): void {
    if (this.#pace?.look(this.#options.seen())) this.#pace = null
  }

  report(nowMs: number): void {
    const { connection, room } = this.#options.room.view.get()
    const member = this.#self()
    if (!this.#adopted || !room || !member || connection !== 'online') return
    this.#reports.look({ nowMs, seq: room.seq, known: member.apart, wanted: this.#pace !== null })
  }

  get playback(): Playback | null {
    return this.#pace?.playback ?? null
  }

  #start(): void {
    this.#pace = createOwnPace(this.#options.seen())
  }

  #self(): Member | undefined {
    const { memberId, room } = this.#options.room.view.get()
    return room?.members.find(each => each.id === memberId)
  }
}
