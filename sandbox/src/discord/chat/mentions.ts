import { at, isObject } from '../../conformance/jsonTree.ts'
import type { SandboxUser } from '../hostApi.ts'
import { PERMISSION, ROLES } from '../identities.ts'
import type { World } from '../world.ts'
import { COMPONENT } from './componentRules.ts'
import type { MessageBody } from './messageRules.ts'

/** Whom a message calls. */
export interface Mentioned {
  readonly everyone: boolean
  readonly users: readonly SandboxUser[]
  /** Ids. */
  readonly roles: readonly string[]
}

export const NOBODY: Mentioned = { everyone: false, users: [], roles: [] }

/**
 * What stands in a message as a mention, as far as its sender allows it and may do it. Embeds never call anybody; text
 * displays do: https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function whomItCalls(
  { content, components }: MessageBody,
  allowed: unknown,
  world: Pick<World, 'userById' | 'botPermissions'>,
): Mentioned {
  const text = [content, ...textsIn(components)].join('\n')
  const isAllowed = allowedBy(allowed)
  const mayCallAll = (world.botPermissions() & PERMISSION.mentionEveryone) !== 0n
  return {
    everyone: mayCallAll && isAllowed('everyone', null) && /@(?:everyone|here)/.test(text),
    users: idsIn(text, /<@!?(\d{1,20})>/g)
      .filter(id => isAllowed('users', id))
      .flatMap(id => world.userById(id) ?? []),
    // No role here is one that everybody may mention.
    roles: idsIn(text, /<@&(\d{1,20})>/g).filter(
      id => mayCallAll && isAllowed('roles', id) && ROLES.some(role => role.id === id),
    ),
  }
}

function textsIn(components: unknown): readonly string[] {
  if (!Array.isArray(components)) return []
  return components.filter(isObject).flatMap(component => {
    const { type, content, components: inside } = component
    const own = type === COMPONENT.text && typeof content === 'string' ? [content] : []
    return [...own, ...textsIn(inside)]
  })
}

const idsIn = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, id = '']) => id)),
]

/** Without a word about it, everything is allowed. */
function allowedBy(allowed: unknown): (kind: 'everyone' | 'users' | 'roles', id: string | null) => boolean {
  if (!isObject(allowed)) return () => true
  const has = (key: string, wanted: string): boolean => {
    const list = at(allowed, key)
    return Array.isArray(list) && list.includes(wanted)
  }
  return (kind, id) => has('parse', kind) || (id !== null && has(kind, id))
}
