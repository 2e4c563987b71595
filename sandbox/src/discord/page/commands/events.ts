import { nullable, object, optional, type Reader, text } from '../read.ts'
import type { RpcContext } from '../rpc/rpcContext.ts'
import { answer, errorCode, type RpcAnswer, refuse } from '../rpc/wire.ts'
import { type Access, accessRefusal, type CommandCall, readArguments } from './command.ts'
import { layoutPayload, orientationPayload, thermalPayload } from './payloads.ts'

interface EventDefinition {
  readonly scope?: string
  readonly admit?: (args: unknown, context: RpcContext) => RpcAnswer
  /** What is dispatched right after subscribing, null for nothing. */
  readonly first?: (context: RpcContext) => object | null
}

const place = object<{ readonly channel_id?: string | null | undefined }>({
  channel_id: optional(nullable(text())),
})

const eventTable: ReadonlyMap<string, EventDefinition> = new Map<string, EventDefinition>([
  ['READY', {}],
  ['VOICE_STATE_UPDATE', { scope: 'rpc.voice.read', admit: admitChannel({ required: true }) }],
  ['SPEAKING_START', { scope: 'rpc.voice.read', admit: admitChannel({ required: false }) }],
  ['SPEAKING_STOP', { scope: 'rpc.voice.read', admit: admitChannel({ required: false }) }],
  ['ACTIVITY_LAYOUT_MODE_UPDATE', { first: context => layoutPayload(context.surface.layout()) }],
  ['ORIENTATION_UPDATE', { first: onPhones(context => orientationPayload(context.surface.orientation())) }],
  ['THERMAL_STATE_UPDATE', { first: onPhones(context => thermalPayload(context.surface.thermal())) }],
  ['CURRENT_USER_UPDATE', { scope: 'identify' }],
  ['CURRENT_GUILD_MEMBER_UPDATE', { scope: 'guilds.members.read', admit: admitGuild }],
  ['ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE', {}],
])

export interface Admission {
  readonly event: string
  readonly first: object | null
}

/** Whether SUBSCRIBE may have this event, and what to dispatch at once. */
export function admitSubscription(event: unknown, args: unknown, call: CommandCall): RpcAnswer<Admission> {
  const definition = typeof event === 'string' ? eventTable.get(event) : undefined
  if (typeof event !== 'string' || definition === undefined) {
    return refuse(errorCode.invalidEvent, `Invalid event: ${String(event)}`)
  }
  const access: Access = definition.scope === undefined ? {} : { scope: definition.scope }
  const refusal = accessRefusal(access, call)
  if (refusal !== null) return refusal
  const admitted = definition.admit?.(args, call.context) ?? answer(null)
  return admitted.ok ? answer({ event, first: definition.first?.(call.context) ?? null }) : admitted
}

function admitChannel({ required }: { readonly required: boolean }) {
  return (args: unknown, context: RpcContext): RpcAnswer => {
    const parsed = readArguments<{ readonly channel_id?: string | null | undefined }>(place, args)
    if (!parsed.ok) return parsed
    const channelId = parsed.data.channel_id ?? null
    if (channelId === null && !required) return answer(null)
    return channelId === context.state().channel.id
      ? answer(null)
      : refuse(errorCode.invalidChannel, 'Invalid channel')
  }
}

function admitGuild(args: unknown, context: RpcContext): RpcAnswer {
  const read: Reader<{ readonly guild_id: string }> = object<{ readonly guild_id: string }>({
    guild_id: text(),
  })
  const parsed = readArguments(read, args)
  if (!parsed.ok) return parsed
  return parsed.data.guild_id === context.state().guild.id
    ? answer(null)
    : refuse(errorCode.invalidGuild, 'Invalid guild')
}

/** Desktop clients accept these subscriptions and never dispatch the events. */
function onPhones(payload: (context: RpcContext) => object) {
  return (context: RpcContext): object | null => (context.platform === 'mobile' ? payload(context) : null)
}
