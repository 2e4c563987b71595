import type { HostState, LaunchResponse, SandboxUser, ShimSample } from '../hostApi.ts'
import { layoutPayload, orientationPayload, thermalPayload } from './commands/payloads.ts'
import { stateEvents } from './commands/stateEvents.ts'
import type { HostClient } from './hostClient.ts'
import { HostRefusal } from './hostRequests.ts'
import { readShimSample } from './hostState.ts'
import type { Consent, PersonOptions } from './pageParameters.ts'
import { ShapeError } from './read.ts'
import type {
  LayoutMode,
  Orientation,
  OrientationLocks,
  Platform,
  RpcContext,
  ShareLinkRequest,
  Surface,
  ThermalState,
} from './rpc/rpcContext.ts'
import type { RpcLogEntry } from './rpc/rpcSession.ts'
import { RpcHost } from './rpcHost.ts'
import { askConsent, confirmLink, invite, offerHardware, shareLink } from './views/personDialogs.ts'
import { Stage } from './views/stage.ts'

const sampleEveryMs = 100
/** After this long without a handshake something is wrong that the person should hear about. */
const handshakeDueMs = 10_000

export interface PersonSetup {
  readonly user: SandboxUser
  readonly client: HostClient
  readonly state: () => HostState
  readonly options: PersonOptions
  readonly customId: string | null
  readonly referrerId: string | null
  readonly consent: Consent
  readonly locale: string
  readonly bare: boolean
  readonly log: (entry: RpcLogEntry) => void
  /** Layout, phone, presence or whether there is a frame has changed. */
  readonly onChange: () => void
  /** The person's Activity is what they want to see now. */
  readonly onFront: () => void
}

/** Where nothing of an Activity's own locks the picture. */
const noLocks: OrientationLocks = { focused: null, pip: null, grid: null }

/** Where to go by an invitation or an interaction. */
export interface LaunchWish {
  /** Snowflake. */
  readonly channelId: string
}

const noLink = { customId: null, referrerId: null }

/** One person at their Discord client: where their Activity runs and what it may ask of the client. */
export class Person {
  readonly user: SandboxUser
  readonly stage: Stage
  readonly #setup: PersonSetup
  readonly #consented = new Set<string>()
  #rpc: RpcHost | null = null
  #handshakeDue: number | null = null
  #sample: ShimSample | null = null
  #layout: LayoutMode
  #platform: Platform
  #held: Orientation = 'portrait'
  #locks: OrientationLocks = noLocks
  #thermal: ThermalState = 0
  #locale: string
  #presence: string | null = null
  #instanceId: string | null = null
  #hasConnected = false
  #closed = false

  constructor(setup: PersonSetup) {
    this.#setup = setup
    this.user = setup.user
    this.#layout = setup.options.layout
    this.#platform = setup.options.platform
    this.#locale = setup.locale
    this.stage = new Stage({
      user: setup.user,
      bare: setup.bare,
      onOrientation: () => this.#tellOrientation(),
    })
    this.stage.setLayout(this.#layout)
    this.stage.setPlatform(this.#platform)
  }

  get sample(): ShimSample | null {
    return this.#sample
  }

  get layout(): LayoutMode {
    return this.#layout
  }

  get platform(): Platform {
    return this.#platform
  }

  get locks(): OrientationLocks {
    return this.#locks
  }

  get thermal(): ThermalState {
    return this.#thermal
  }

  get locale(): string {
    return this.#locale
  }

  get presence(): string | null {
    return this.#presence
  }

  /** How wrong the clock of their device is. */
  get clockOffsetMs(): number {
    return this.#setup.options.clockOffsetMs
  }

  get isInActivity(): boolean {
    return this.#rpc !== null
  }

  /** `wish` names the Activity to go to; without it, it's the one of the address. */
  async launch(wish: LaunchWish | null = null): Promise<void> {
    this.#drop()
    this.stage.clear({ text: 'Launching…' })
    const { options, client } = this.#setup
    // A deep link belongs to the address: an invitation leads to what runs there.
    const { customId, referrerId } = wish === null ? this.#setup : noLink
    try {
      const launched = await client.launch({
        user: this.user.name,
        platform: this.#platform,
        ...(customId === null ? {} : { customId }),
        ...(referrerId === null ? {} : { referrerId }),
        ...(wish === null ? {} : { channel: wish.channelId }),
        ...(options.clockOffsetMs === 0 ? {} : { clockOffsetMs: options.clockOffsetMs }),
      })
      if (!this.#closed) this.#show(launched)
    } catch (error) {
      this.#failed(error)
    }
    this.#setup.onChange()
  }

  /** The application has put this person into an Activity: it opens, or comes to the front where it is open. */
  launchedByDiscord({
    instanceId,
    channelId,
  }: {
    readonly instanceId: string
    readonly channelId: string
  }): void {
    if (this.isInActivity && instanceId === this.#instanceId) {
      this.setLayout('focused')
    } else void this.launch({ channelId })
    this.#setup.onFront()
    this.stage.element.scrollIntoView({ block: 'nearest' })
  }

  /** Takes the frame away without a word to the page inside, then tells Discord's gateway. */
  async leave(note = `${this.user.globalName} has left the Activity.`): Promise<void> {
    this.#drop()
    this.stage.clear({ text: note, action: { label: 'Launch again', run: () => void this.launch() } })
    this.#setup.onChange()
    await this.#setup.client.leaveActivity(this.user.name)
  }

  setLayout(mode: LayoutMode): void {
    if (mode === this.#layout) return
    this.#layout = mode
    this.stage.setLayout(mode)
    this.#applyOrientation()
    this.#rpc?.dispatch('ACTIVITY_LAYOUT_MODE_UPDATE', layoutPayload(mode))
    this.#setup.onChange()
  }

  /** The same person at another device: the old client is gone and the new one joins. */
  async moveTo(platform: Platform): Promise<void> {
    const wasInActivity = this.isInActivity
    if (wasInActivity) await this.leave()
    this.#platform = platform
    this.#locks = noLocks
    this.#thermal = 0
    this.stage.setPlatform(platform)
    this.#setup.onChange()
    if (wasInActivity) await this.launch()
  }

  /** Turns the phone; an orientation lock holds the picture as it is. */
  turn(): void {
    this.#held = this.#held === 'portrait' ? 'landscape' : 'portrait'
    this.#applyOrientation()
  }

  /** The phone gets hot, or has cooled down. */
  setThermal(state: ThermalState): void {
    this.#thermal = state
    if (this.#platform === 'mobile') this.#rpc?.dispatch('THERMAL_STATE_UPDATE', thermalPayload(state))
    this.#setup.onChange()
  }

  /** Discord's own settings; an Activity that is open asks once, at its start. */
  setLocale(locale: string): void {
    this.#locale = locale
    this.#setup.onChange()
  }

  /** A true underrun: what is buffered ahead is gone, and nothing new comes for that long. */
  async stall(ms: number): Promise<void> {
    await this.#setup.client.holdMedia(this.user.name, ms)
    this.#rpc?.post({ sandbox: 'stall', ms })
  }

  stateChanged(before: HostState, after: HostState): void {
    for (const { event, data } of stateEvents(before, after, this.user.name)) this.#rpc?.dispatch(event, data)
  }

  speaking(userId: string, speaks: boolean): void {
    const data = { channel_id: this.#setup.state().channel.id, user_id: userId }
    this.#rpc?.dispatch(speaks ? 'SPEAKING_START' : 'SPEAKING_STOP', data)
  }

  close(): void {
    this.#closed = true
    this.#drop()
    this.stage.close()
  }

  #show({ url, origin, frameId, instanceId }: LaunchResponse): void {
    this.#instanceId = instanceId
    const iframe = this.stage.show(url)
    const rpc = new RpcHost({
      iframe,
      origin,
      frameId,
      context: this.#context(),
      log: this.#setup.log,
      onReady: () => this.#ready(),
      onClosed: (code, message) => void this.leave(closedNote(code, message)),
      onRefused: reason => this.stage.note({ text: `Discord's stand-in refused the handshake: ${reason}.` }),
      onShimMessage: message => this.#shimSaid(message),
    })
    this.#rpc = rpc
    iframe.addEventListener('load', () => this.#loaded(rpc))
    this.#handshakeDue = window.setTimeout(() => this.#noHandshake(), handshakeDueMs)
  }

  #loaded(rpc: RpcHost): void {
    if (rpc !== this.#rpc) return
    rpc.post({ sandbox: 'sample', everyMs: sampleEveryMs })
    if (this.#hasConnected) this.#navigated()
  }

  #ready(): void {
    this.#hasConnected = true
    this.#stopWaiting()
    this.stage.note(null)
  }

  /** A second page in the same frame is cut off from Discord's client: its SDK takes itself for the client. */
  #navigated(): void {
    this.stage.note({
      text: 'The page inside has loaded anew, and Discord’s client answers a frame only once.',
      action: { label: 'Launch again', run: () => void this.launch() },
    })
  }

  #noHandshake(): void {
    this.stage.note({
      text: "The Activity hasn't said hello yet. Is the product's server running?",
      action: { label: 'Launch again', run: () => void this.launch() },
    })
  }

  #failed(error: unknown): void {
    if (!(error instanceof HostRefusal)) throw error
    this.stage.clear({
      text: `The Activity couldn't be launched. ${error.message}`,
      action: { label: 'Try again', run: () => void this.launch() },
    })
  }

  #drop(): void {
    this.#stopWaiting()
    this.#rpc?.close()
    this.#rpc = null
    this.#hasConnected = false
    this.#sample = null
    this.#presence = null
    this.#instanceId = null
  }

  #stopWaiting(): void {
    if (this.#handshakeDue !== null) window.clearTimeout(this.#handshakeDue)
    this.#handshakeDue = null
  }

  #shimSaid(message: unknown): void {
    try {
      this.#sample = readShimSample(message)
    } catch (error) {
      // A page may post objects of its own to its parent; they mean nothing here.
      if (!(error instanceof ShapeError)) throw error
    }
  }

  /** A little window without a lock of its own has the shape of the next larger one. */
  #applyOrientation(): void {
    const { focused, pip, grid } = this.#locks
    const locks = { focused, pip: pip ?? focused, grid: grid ?? pip ?? focused }
    this.stage.turn(locks[this.#layout] ?? this.#held)
  }

  #tellOrientation(): void {
    // What shape a little window has says nothing of how the phone is held.
    if (this.#platform !== 'mobile' || this.#layout !== 'focused') return
    this.#rpc?.dispatch('ORIENTATION_UPDATE', orientationPayload(this.stage.orientation()))
  }

  #context(): RpcContext {
    const { state, client, options } = this.#setup
    return {
      user: this.user,
      platform: this.#platform,
      locale: this.#locale,
      limits: options.limits,
      nowMs: Date.now,
      state,
      backend: client,
      surface: this.#surface(),
    }
  }

  #surface(): Surface {
    return {
      askConsent: scopes => this.#askConsent(scopes),
      confirmLink: url => confirmLink(this.stage, url),
      openInvite: () => void invite(this.stage, this.#absentPeople()),
      shareLink: request => this.#shareLink(request),
      lockOrientation: locks => {
        const { focused, pip, grid } = this.#locks
        this.#locks = {
          focused: locks.focused === undefined ? focused : locks.focused,
          pip: locks.pip === undefined ? pip : locks.pip,
          grid: locks.grid === undefined ? grid : locks.grid,
        }
        this.#applyOrientation()
      },
      offerHardware: () => offerHardware(this.stage),
      showPresence: line => {
        this.#presence = line
        this.#setup.onChange()
      },
      layout: () => this.#layout,
      orientation: () => this.stage.orientation(),
      thermal: () => this.#thermal,
    }
  }

  async #askConsent(scopes: readonly string[]): Promise<boolean> {
    if (this.#setup.consent === 'refuse') return false
    if (this.#setup.consent === 'auto' || scopes.every(scope => this.#consented.has(scope))) return true
    const agreed = await askConsent(this.stage, this.#setup.state().applicationName, scopes)
    if (agreed) for (const scope of scopes) this.#consented.add(scope)
    return agreed
  }

  #shareLink(request: ShareLinkRequest) {
    const link = { ...request, referrerId: this.user.id }
    return shareLink(this.stage, this.#setup.state().channel.name, link)
  }

  #absentPeople(): readonly SandboxUser[] {
    const { users, instance } = this.#setup.state()
    const present = new Set(instance?.participants)
    return users.filter(({ name }) => !present.has(name))
  }
}

const closedNote = (code: number, message: string): string =>
  code === 1000 || message === '' ? 'The Activity closed itself.' : `The Activity closed itself: ${message}`
