import type { ConfigSection } from '@kaltura-discord/shared/config/configSchema.ts'
import type { NamedConfigChange } from '@kaltura-discord/shared/protocol/http/config.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { ApiError, ApiResult } from '../api/apiResult.ts'
import { checkSetting, problemOf, type SettingProblem } from './checkSetting.ts'
import { decidedOf, isSame, patchOfAll } from './settingPatch.ts'
import {
  createSettingsApi,
  type SettingChange,
  type SettingsApiOptions,
  type TaggedAnswer,
} from './settingsApi.ts'
import { NOTHING_KNOWN, rowsOf, type Said, type SettingsView, type Snapshot } from './settingsView.ts'

/** How often the configuration is asked for while somebody looks at it, ms. */
export const POLL_MS = 10_000
/** How long a change can be taken back, and what has happened is shown, ms. */
export const UNDO_MS = 10_000
/** How often taking something back meets a change of another setting before it is given up. */
const UNDO_ATTEMPTS = 3

export interface Settings {
  readonly view: Store<SettingsView>
  /** Once more, from the beginning. */
  load(): void
  /** Whether somebody looks at them. */
  setOpen(open: boolean): void
  /** What somebody is writing: kept until it is saved or let go of, also while the panel is closed. */
  edit(key: string, value: unknown): void
  letGo(key: string): void
  /** Null brings the default back. Resolves once it is settled, with whether it is so now. */
  save(key: string, value: unknown): Promise<boolean>
  reset(section: ConfigSection): Promise<boolean>
  undo(): Promise<void>
  /** What others changed meanwhile has been read. */
  dismiss(): void
  close(): void
}

/** What can be taken back: what keys were set to, and what they have been set to since. */
interface Undo {
  readonly before: ReadonlyMap<string, unknown>
  readonly after: ReadonlyMap<string, unknown>
  readonly of: { readonly key: string } | { readonly section: ConfigSection }
}

type Saying = Said extends infer One ? (One extends Said ? Omit<One, 'id'> : never) : never

/** The configuration of this server, as somebody who may sees and changes it. */
export function createSettings(options: SettingsApiOptions): Settings {
  const api = createSettingsApi(options)
  const view = createStore<SettingsView>(NOTHING_KNOWN)
  /** Of one's own, on their way. */
  const pending = new Map<string, unknown>()
  let snapshot: Snapshot | null = null
  let undoable: Undo | null = null
  let open = false
  let closed = false
  let pollTimer: ReturnType<typeof setTimeout> | undefined
  let saidTimer: ReturnType<typeof setTimeout> | undefined
  let saidId = 0
  /** One after the other: each is made to the state that the one before has left. */
  let line: Promise<unknown> = Promise.resolve()

  const show = (more: Partial<SettingsView> = {}): void => {
    const known = snapshot && {
      rows: rowsOf(snapshot, pending),
      choices: snapshot.choices,
      changes: snapshot.changes,
    }
    view.update(before => ({ ...before, ...known, saving: new Set(pending.keys()), ...more }))
  }

  const say = (said: Saying, undo: Undo | null = null): void => {
    clearTimeout(saidTimer)
    saidTimer = setTimeout(hush, UNDO_MS)
    undoable = undo
    saidId += 1
    show({ said: { ...said, id: saidId }, canUndo: undo !== null })
  }
  const hush = (): void => {
    clearTimeout(saidTimer)
    undoable = null
    show({ said: null, canUndo: false })
  }

  const putProblem = (key: string, problem: SettingProblem | null): void => {
    const problems = new Map(view.get().problems)
    if (problem === null) problems.delete(key)
    else problems.set(key, problem)
    show({ problems })
  }

  const lost = ({ code }: ApiError): void => {
    if (code === 'forbidden' || code === 'not_a_member') {
      snapshot = null
      view.set({ ...NOTHING_KNOWN, phase: 'forbidden' })
    } else show(snapshot === null ? { phase: 'failed' } : { stale: true })
  }

  /** An answer that was on its way while something newer came doesn't replace it. */
  const take = (taken: TaggedAnswer, changes: readonly NamedConfigChange[]): void => {
    if (snapshot === null || taken.answer.version < snapshot.answer.version) return
    snapshot = { ...snapshot, ...taken, changes }
    letGoOfSaved()
    show({ phase: 'ready', stale: false })
  }
  const letGoOfSaved = (): void => {
    if (snapshot === null) return
    // What is still on its way may yet be refused.
    const rows = rowsOf(snapshot, new Map())
    const drafts = [...view.get().drafts].filter(
      ([key, { value }]) => !isSame(rows.find(row => row.key === key)?.value ?? null, value),
    )
    view.update(before => ({ ...before, drafts: new Map(drafts) }))
  }

  const loadAll = async (): Promise<void> => {
    const [state, choices, history] = await Promise.all([api.read(), api.choices(), api.history()])
    if (closed) return
    if (!state.ok) return lost(state.error)
    if (!choices.ok) return lost(choices.error)
    snapshot = { ...state.value, choices: choices.value, changes: history.ok ? history.value : [] }
    show({ phase: 'ready', stale: false })
  }

  /** Looks whether others have changed something; tells what. */
  const look = async (): Promise<readonly NamedConfigChange[]> => {
    if (snapshot === null) {
      await loadAll()
      return []
    }
    const known = snapshot.answer.version
    const state = await api.read()
    if (closed) return []
    if (!state.ok) {
      lost(state.error)
      return []
    }
    if (state.value.answer.version === known) {
      take(state.value, snapshot.changes)
      return []
    }
    const changes = await historyOr(snapshot.changes)
    const since = changes.filter(({ version }) => version > known)
    take(state.value, changes)
    return since
  }
  const historyOr = async (known: readonly NamedConfigChange[]): Promise<readonly NamedConfigChange[]> => {
    const history = await api.history()
    return history.ok ? history.value : known
  }

  const poll = async (): Promise<void> => {
    clearTimeout(pollTimer)
    await inLine(async () => {
      const since = await look()
      // Not in place of what the person may still want to take back.
      if (since.length > 0 && undoable === null) say({ kind: 'others', changes: since })
    })
    if (open && !closed) pollTimer = setTimeout(() => void poll(), POLL_MS)
  }

  const inLine = <T>(act: () => Promise<T>): Promise<T> => {
    const next = line.then(act, act)
    line = next
    return next
  }

  /** Sends it; takes in what has come of it, or what others have done meanwhile. */
  const send = async (change: SettingChange): Promise<ApiResult<TaggedAnswer> | null> => {
    if (snapshot === null) return null
    const answer = await api.change(change, snapshot.tag)
    if (closed || snapshot === null) return null
    if (answer.ok) take(answer.value, await historyOr(snapshot.changes))
    else if (answer.error.code === 'precondition_failed') show({ meanwhile: await look() })
    // What this person may do has changed.
    else if (answer.error.code === 'forbidden') await loadAll()
    return answer
  }

  /** Sends a change of these keys, and says what has come of it. */
  const make = async (
    change: SettingChange,
    keys: readonly string[],
    says: { readonly done: Saying; readonly failed: Saying; readonly of: Undo['of'] },
  ): Promise<SettingProblem | null> => {
    const before = decidedOf(snapshot?.answer.overrides ?? {}, keys)
    const version = snapshot?.answer.version
    const answer = await send(change)
    for (const key of keys) pending.delete(key)
    if (answer?.ok) {
      const after = decidedOf(answer.value.answer.overrides, keys)
      say(says.done, answer.value.answer.version === version ? null : { before, after, of: says.of })
      return null
    }
    say(says.failed)
    return answer ? problemOf(keys[0] ?? '', answer.error) : { kind: 'refused', code: 'serverDown' }
  }

  const save = async (key: string, value: unknown): Promise<boolean> => {
    const wrong = checkSetting(key, value)
    putProblem(key, wrong)
    if (wrong !== null) {
      // Whoever is in the field already isn't told by coming there.
      say({ kind: 'notSaved', key })
      return false
    }
    pending.set(key, value)
    show()
    const done = value === null ? 'cleared' : 'saved'
    const problem = await inLine(() =>
      make({ kind: 'patch', patch: patchOfAll(new Map([[key, value]])) }, [key], {
        done: { kind: done, key },
        failed: { kind: 'notSaved', key },
        of: { key },
      }),
    )
    if (problem === null) settings.letGo(key)
    else putProblem(key, problem)
    return problem === null
  }

  const takeBack = async (undo: Undo): Promise<void> => {
    const keys = [...undo.before.keys()]
    const same = (): boolean =>
      snapshot !== null && isSame([...decidedOf(snapshot.answer.overrides, keys)], [...undo.after])
    const isSection = 'section' in undo.of
    const done: Saying = isSection
      ? { kind: 'sectionUndone', section: undo.of.section }
      : { kind: 'undone', key: undo.of.key }
    const gone: Saying =
      'section' in undo.of
        ? { kind: 'sectionChangedSince', section: undo.of.section }
        : { kind: 'changedSince', key: undo.of.key }
    // Of other keys others may change what they like: it is only theirs that counts.
    for (let attempt = 1; same() && attempt <= UNDO_ATTEMPTS; attempt++) {
      if (snapshot === null) return
      const answer = await api.change({ kind: 'patch', patch: patchOfAll(undo.before) }, snapshot.tag)
      if (answer.ok) {
        take(answer.value, await historyOr(snapshot.changes))
        return say(done)
      }
      if (answer.error.code !== 'precondition_failed') break
      await look()
    }
    say(same() ? { kind: 'notSaved', key: 'key' in undo.of ? undo.of.key : '' } : gone)
  }

  const settings: Settings = {
    view,
    load() {
      show({ phase: 'loading' })
      void inLine(loadAll)
    },
    setOpen(next) {
      open = next
      clearTimeout(pollTimer)
      if (open) void poll()
    },
    edit(key, value) {
      const drafts = new Map(view.get().drafts)
      const now = view.get().rows.find(row => row.key === key)?.value ?? null
      const base = drafts.get(key)?.base ?? now
      if (isSame(value, now)) drafts.delete(key)
      else drafts.set(key, { value, base })
      show({ drafts })
      putProblem(key, null)
    },
    letGo(key) {
      const drafts = new Map(view.get().drafts)
      drafts.delete(key)
      show({ drafts })
      putProblem(key, null)
    },
    save,
    async reset(section) {
      const keys = view
        .get()
        .rows.filter(row => row.section === section && row.own)
        .map(({ key }) => key)
      if (keys.length === 0) return true
      const problem = await inLine(() =>
        make({ kind: 'reset', section }, keys, {
          done: { kind: 'reset', section },
          failed: { kind: 'sectionNotReset', section },
          of: { section },
        }),
      )
      return problem === null
    },
    async undo() {
      const undo = undoable
      if (undo === null) return
      hush()
      await inLine(() => takeBack(undo))
    },
    dismiss: () => show({ meanwhile: null }),
    close() {
      closed = true
      clearTimeout(pollTimer)
      clearTimeout(saidTimer)
    },
  }
  return settings
}
