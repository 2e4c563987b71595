import type { ChangedKey } from '@kaltura-discord/shared/config/diffConfig.ts'
import type { ConfigChange } from '@kaltura-discord/shared/protocol/http/config.ts'
import { type Result, succeed } from '../../../platform/result.ts'
import { type Changer, changeBy } from './changer.ts'
import type { GuildSettings } from './guildSettings.ts'
import { changesOf } from './lastChanges.ts'
import { isSame } from './settingRows.ts'

export type Undone =
  | { readonly kind: 'undone'; readonly changed: ChangedKey }
  /** Somebody has changed the key since, or it was so already. */
  | { readonly kind: 'changedSince'; readonly key: string }
  /** It is no longer in the history. */
  | { readonly kind: 'gone' }

/** How often it meets a change of another key before it is given back. */
const MAX_ATTEMPTS = 5

/** Takes back the change of one key that made a version, if the key hasn't been changed since. */
export async function undoChange(
  settings: GuildSettings,
  changer: Changer,
  version: number,
): Promise<Result<Undone>> {
  for (let count = 1; ; count++) {
    const found = await findChange(settings, changer.guildId, version)
    if (found === null) return succeed({ kind: 'gone' })
    const { key, latest, isLast } = found
    if (!isLast) return succeed({ kind: 'changedSince', key: key.key })
    // Nobody comes in between: it is only done to the state whose history has been looked at.
    const change = changeBy(changer, settings.tagOf(latest))
    const done = await settings.update(change, patchBack(settings, key))
    if (done.ok) {
      const [changed] = done.value.changed
      return succeed(changed ? { kind: 'undone', changed } : { kind: 'changedSince', key: key.key })
    }
    if (done.error.code !== 'precondition_failed' || count === MAX_ATTEMPTS) return done
  }
}

interface Found {
  readonly key: ChangedKey
  /** Version of the server's last change. */
  readonly latest: number
  /** Nobody has changed the key since. */
  readonly isLast: boolean
}

async function findChange(settings: GuildSettings, guildId: string, version: number): Promise<Found | null> {
  const later: ConfigChange[] = []
  for await (const change of changesOf(settings, guildId)) {
    if (change.version < version) return null
    const [key] = change.keys
    if (change.version === version && key) {
      const isLast = !later.some(({ keys }) => keys.some(each => each.key === key.key))
      return { key, latest: later[0]?.version ?? version, isLast }
    }
    later.push(change)
  }
  return null
}

/** A key that was at its default goes back to following it. */
function patchBack(settings: GuildSettings, { key, before }: ChangedKey): unknown {
  const known = settings.keys().find(each => each.key === key)
  const value = isSame(before, known?.default ?? null) ? null : before
  const path = settings.readKey({ key })
  if (!path.ok) return {}
  return path.value.reduceRight<unknown>((inner, part) => Object.fromEntries([[part, inner]]), value)
}
