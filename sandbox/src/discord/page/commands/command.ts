import { type Reader, ShapeError } from '../read.ts'
import type { Platform, RpcContext } from '../rpc/rpcContext.ts'
import { errorCode, type RpcAnswer, refuse } from '../rpc/wire.ts'

/** What AUTHENTICATE left behind; null scopes mean that it hasn't succeeded in this frame. */
export interface Grant {
  scopes: ReadonlySet<string> | null
  /** When the frame has changed the person's presence lately. */
  presenceChangesMs: readonly number[]
}

export interface Access {
  /** `authenticated` asks for a successful AUTHENTICATE, anything else for that scope too. */
  readonly scope?: string
  /** Discord offers it on this platform only. */
  readonly platform?: Platform
}

export interface CommandCall {
  readonly context: RpcContext
  readonly grant: Grant
}

export type Command = (args: unknown, call: CommandCall) => Promise<RpcAnswer>

interface CommandDefinition<Args> extends Access {
  readonly read: Reader<Args>
  readonly answer: (args: Args, call: CommandCall) => RpcAnswer | Promise<RpcAnswer>
}

export const defineCommand =
  <Args>(definition: CommandDefinition<Args>): Command =>
  async (args, call) => {
    const refusal = accessRefusal(definition, call)
    if (refusal !== null) return refusal
    const parsed = readArguments(definition.read, args)
    return parsed.ok ? definition.answer(parsed.data, call) : parsed
  }

export function accessRefusal(access: Access, { context, grant }: CommandCall): RpcAnswer<never> | null {
  if (access.platform !== undefined && access.platform !== context.platform) {
    return refuse(errorCode.invalidCommand, `Command not available on ${context.platform}`)
  }
  return isGranted(access.scope, grant)
    ? null
    : refuse(errorCode.invalidPermissions, 'Not authenticated or invalid scope')
}

function isGranted(scope: string | undefined, grant: Grant): boolean {
  if (scope === undefined) return true
  if (grant.scopes === null) return false
  return scope === 'authenticated' || grant.scopes.has(scope)
}

export function readArguments<Args>(read: Reader<Args>, args: unknown): RpcAnswer<Args> {
  try {
    return { ok: true, data: read(args ?? {}) }
  } catch (error) {
    if (error instanceof ShapeError) return refuse(errorCode.invalidPayload, error.message)
    throw error
  }
}
