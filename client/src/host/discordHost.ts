import { DiscordSDK, Events } from '@discord/embedded-app-sdk'
import { createStore } from '../sync/store.ts'
import type {
  Authorization,
  Host,
  HostError,
  HostResult,
  Layout,
  Orientation,
  Participant,
  ThermalState,
} from './host.ts'
import { activityOf, locksOf, sharingOf } from './hostPayloads.ts'
import { createPkcePair, randomText } from './pkce.ts'
import { withTimeout } from './withTimeout.ts'

const READY_TIMEOUT_MS = 15_000
/** A person reads and decides in this one. */
const CONSENT_TIMEOUT_MS = 300_000
const COMMAND_TIMEOUT_MS = 10_000
/** Discord asks before it opens a link: a person reads and decides in this one, too. */
const LINK_TIMEOUT_MS = 60_000
/** For what we can do without. */
const NICETY_TIMEOUT_MS = 5_000

/** Who somebody is, and nothing else: places and nicknames come from our own server. */
const SCOPES = ['identify'] as const
/** Asked for only once it is of use. Discord gives it to some applications alone. */
const PRESENCE_SCOPES = ['identify', 'rpc.activities.write'] as const
const THERMAL_STATES: Readonly<Record<number, ThermalState>> = {
  0: 'nominal',
  1: 'fair',
  2: 'serious',
  3: 'critical',
}
const LAYOUTS: Readonly<Record<number, Layout>> = { 0: 'focused', 1: 'pip', 2: 'grid' }

/** Whether this page was opened by Discord: its SDK can't even be built without these parameters. */
export function isInsideDiscord(search: string): boolean {
  const parameters = new URLSearchParams(search)
  return ['frame_id', 'instance_id', 'platform'].every(name => parameters.has(name))
}

/** Discord's client as a host. One SDK for the life of the page: a frame gets one handshake. */
export function createDiscordHost(clientId: string): Host {
  const sdk = new DiscordSDK(clientId, { disableConsoleLogOverride: true })
  const layout = createStore<Layout>('focused')
  const thermal = createStore<ThermalState>('nominal')
  const participants = createStore<readonly Participant[]>([])
  const orientationListeners = new Set<(orientation: Orientation) => void>()
  let listening = false
  let following = false

  const listen = (): void => {
    if (listening) return
    listening = true
    // An old client that doesn't know an event never sends it, and nothing else changes.
    const toLayout = sdk.subscribe(Events.ACTIVITY_LAYOUT_MODE_UPDATE, ({ layout_mode }) => {
      layout.set(LAYOUTS[layout_mode] ?? 'focused')
    })
    const toOrientation = sdk.subscribe(Events.ORIENTATION_UPDATE, ({ orientation }) => {
      for (const tell of orientationListeners) tell(orientation)
    })
    const toThermal = sdk.subscribe(Events.THERMAL_STATE_UPDATE, ({ thermal_state }) => {
      // One that nobody knows yet is no reason to be worse than before.
      thermal.set(THERMAL_STATES[thermal_state] ?? thermal.get())
    })
    for (const subscription of [toLayout, toOrientation, toThermal])
      void withTimeout(subscription, NICETY_TIMEOUT_MS)
    // The little window has no controls, so it is Discord's to move about.
    if (sdk.platform !== 'mobile')
      void withTimeout(sdk.commands.setConfig({ use_interactive_pip: false }), NICETY_TIMEOUT_MS)
  }

  return {
    kind: 'discord',
    platform: sdk.platform === 'mobile' ? 'mobile' : 'desktop',
    instanceId: sdk.instanceId,
    customId: sdk.customId,
    referrerId: sdk.referrerId,
    layout,
    thermal,
    participants,
    async ready() {
      const answer = await withTimeout(sdk.ready(), READY_TIMEOUT_MS)
      if (answer.ok) listen()
      return answer
    },
    authorize: () => authorize(sdk, clientId, SCOPES),
    authorizePresence: () => authorize(sdk, clientId, PRESENCE_SCOPES),
    async authenticate(discordAccessToken) {
      const call = sdk.commands.authenticate({ access_token: discordAccessToken })
      const answer = await withTimeout(call, COMMAND_TIMEOUT_MS)
      if (!answer.ok) return answer
      // A second one brings more rights, not a second subscription.
      if (!following) followParticipants(sdk, found => participants.set(found))
      following = true
      return { ok: true, value: undefined }
    },
    async locale() {
      const answer = await withTimeout(sdk.commands.userSettingsGetLocale(), NICETY_TIMEOUT_MS)
      return answer.ok ? answer.value.locale : null
    },
    onOrientation(listener) {
      orientationListeners.add(listener)
      return () => orientationListeners.delete(listener)
    },
    lockOrientation: async locks => {
      if (sdk.platform !== 'mobile') return { ok: true, value: undefined }
      const call = sdk.commands.setOrientationLockState(locksOf(locks))
      return withoutValue(await withTimeout(call, NICETY_TIMEOUT_MS))
    },
    async keyboardResizesView() {
      const answer = await withTimeout(sdk.commands.getPlatformBehaviors(), NICETY_TIMEOUT_MS)
      return answer.ok ? (answer.value.iosKeyboardResizesView ?? null) : null
    },
    async encourageHardwareAcceleration() {
      // A person reads and decides here, too.
      const call = sdk.commands.encourageHardwareAcceleration()
      const answer = await withTimeout(call, LINK_TIMEOUT_MS)
      return answer.ok ? { ok: true, value: answer.value.enabled } : answer
    },
    showPresence: async presence => {
      const call = sdk.commands.setActivity({ activity: activityOf(presence) })
      return withoutValue(await withTimeout(call, COMMAND_TIMEOUT_MS))
    },
    async shareLink({ message, customId }) {
      const call = sdk.commands.shareLink({
        message,
        ...(customId === null ? {} : { custom_id: customId }),
      })
      const answer = await withTimeout(call, LINK_TIMEOUT_MS)
      return answer.ok ? { ok: true, value: sharingOf(answer.value) } : answer
    },
    openInvite: async () =>
      withoutValue(await withTimeout(sdk.commands.openInviteDialog(), COMMAND_TIMEOUT_MS)),
    async openExternalLink(url) {
      const answer = await withTimeout(sdk.commands.openExternalLink({ url }), LINK_TIMEOUT_MS)
      // Older clients don't say; then it has been opened as far as anybody knows.
      if (answer.ok && answer.value.opened === false) return { ok: false, error: NOT_OPENED }
      return withoutValue(answer)
    },
    close: () => sdk.close(1000, 'left'),
  }
}

/**
 * Code flow with PKCE. `state` goes along for Discord's own check; the SDK ties the answer to the question by its
 * nonce and doesn't hand `state` back.
 */
async function authorize(
  sdk: DiscordSDK,
  clientId: string,
  scopes: readonly (typeof PRESENCE_SCOPES)[number][],
): Promise<HostResult<Authorization>> {
  const { verifier, challenge } = await createPkcePair()
  const call = sdk.commands.authorize({
    client_id: clientId,
    response_type: 'code',
    prompt: 'none',
    state: randomText(16),
    scope: [...scopes],
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  const answer = await withTimeout(call, CONSENT_TIMEOUT_MS)
  if (!answer.ok) return answer
  return { ok: true, value: { code: answer.value.code, codeVerifier: verifier } }
}

function followParticipants(sdk: DiscordSDK, tell: (participants: readonly Participant[]) => void): void {
  const read = (found: readonly RawParticipant[]): void => tell(found.map(readParticipant))
  void withTimeout(
    sdk.subscribe(Events.ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE, ({ participants }) => read(participants)),
    NICETY_TIMEOUT_MS,
  )
  void withTimeout(sdk.commands.getInstanceConnectedParticipants(), NICETY_TIMEOUT_MS).then(answer => {
    if (answer.ok) read(answer.value.participants)
  })
}

interface RawParticipant {
  readonly id: string
  readonly username: string
  readonly global_name?: string | null | undefined
  readonly nickname?: string | undefined
}

function readParticipant({ id, nickname, global_name, username }: RawParticipant): Participant {
  return { id, displayName: nickname ?? global_name ?? username }
}

const NOT_OPENED: HostError = { kind: 'refused', code: null, message: 'The link was not opened.' }

function withoutValue(answer: HostResult<unknown>): HostResult<void> {
  return answer.ok ? { ok: true, value: undefined } : answer
}
