import {
  MAX_HINTS,
  PREFERENCES_VERSION,
  type Preferences,
  PreferencesAnswerSchema,
} from '@kaltura-discord/shared/protocol/http/preferences.ts'
import { isGuestId } from '@kaltura-discord/shared/room/guestId.ts'
import type { PersonalChoices } from '../../sync/personalSettings.ts'
import type { PlaybackController } from '../../sync/playerView.ts'
import type { ApiClient } from '../api/apiClient.ts'
import { panelPreference } from '../room/panelPreference.ts'
import { firstHint } from '../welcome/firstHint.ts'
import { localPreferences } from './localPreferences.ts'

export interface PreferencesOptions {
  readonly api: Pick<ApiClient, 'request'>
  readonly player: Pick<PlaybackController, 'choices' | 'takeChoices'>
  readonly userId: string
  /** What this device remembers. */
  readonly local: Preferences | null
  readonly now?: () => number
}

const PATH = '/me/preferences'
/** So long after the last change it goes to the server, ms: who drags a slider changes it a hundred times. */
const SAVE_AFTER_MS = 1500
/** A server that didn't answer is asked again after this, ms. */
const AGAIN_MS = 20_000

const isWorthAsking = (code: string): boolean => code !== 'invalid_request' && code !== 'forbidden'

/** The hint that the hardware can help, as it stands among the hints that somebody has had. */
const HARDWARE_HINT = 'hardware'

/** What others keep among somebody's choices. */
export interface Remembered {
  readonly presence: {
    /** Null where they haven't been asked. As long as nobody knows, they don't want it: nobody is asked in vain. */
    read(): 'yes' | 'no' | null
    write(choice: 'yes' | 'no'): void
  }
  readonly hardwareHint: {
    /** As long as nobody knows, it was: it must not come again and again. */
    wasShown(): boolean
    shown(): void
  }
}

/** Keeps what somebody has chosen for themselves: on this device at once, on the server a while later. */
export function createPreferences(options: PreferencesOptions): Remembered & { close(): void } {
  const { api, player, userId, now = Date.now } = options
  const isKnownThere = !isGuestId(userId)
  let kept = options.local
  let isKnown = kept !== null || !isKnownThere
  /** What nobody has chosen yet, where this device remembers nothing. */
  const first = player.choices.get()
  let hasAnswered = false
  let unsaved = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: ReturnType<typeof setTimeout> | undefined
  let closed = false

  const keep = (preferences: Preferences): void => {
    kept = preferences
    localPreferences.write(userId, preferences)
  }
  const saveIn = (delayMs: number): void => {
    unsaved = true
    clearTimeout(timer)
    if (isKnownThere && !closed) timer = setTimeout(() => void save(), delayMs)
  }
  const save = async (): Promise<void> => {
    // What it holds of them would be lost: it is asked first.
    if (!hasAnswered) return
    const saved = kept
    unsaved = false
    if (saved === null) return
    const answer = await api.request(PATH, PreferencesAnswerSchema, { method: 'PUT', body: saved })
    if (closed || kept !== saved) return
    if (answer.ok) takeLater(answer.value.preferences)
    else if (isWorthAsking(answer.error.code)) saveIn(AGAIN_MS)
  }
  const takeLater = (theirs: Preferences | null): void => {
    if (theirs === null || theirs.changedAtMs <= (kept?.changedAtMs ?? 0)) return
    keep(theirs)
    if (theirs.panel !== undefined) panelPreference.take(theirs.panel)
    player.takeChoices(choicesOf(theirs))
  }
  const keepNew = (more: Partial<Preferences>): void => {
    const made = { hints: [], ...kept, ...player.choices.get(), ...more }
    keep({ ...made, version: PREFERENCES_VERSION, changedAtMs: now() })
    saveIn(SAVE_AFTER_MS)
  }
  const changed = (): void => {
    const choices = player.choices.get()
    const chosen = panelPreference.kept()
    const panel = chosen === undefined ? kept?.panel : chosen
    const isNews = kept === null || JSON.stringify(choices) !== JSON.stringify(choicesOf(kept))
    const hints = firstHint.among(kept?.hints ?? [])
    if (!isNews && panel === kept?.panel && hints.length === (kept?.hints ?? []).length) return
    keepNew(panel === undefined ? { hints } : { hints, panel })
  }
  const begin = async (): Promise<void> => {
    const answer = await api.request(PATH, PreferencesAnswerSchema)
    if (closed) return
    if (!answer.ok) {
      if (isWorthAsking(answer.error.code)) asking = setTimeout(() => void begin(), AGAIN_MS)
      return
    }
    isKnown = true
    hasAnswered = true
    const theirs = answer.value.preferences
    firstHint.decide([...(theirs?.hints ?? []), ...(kept?.hints ?? [])])
    if (kept === null || kept.changedAtMs <= (theirs?.changedAtMs ?? 0)) return takeLater(theirs)
    if (theirs !== null) keepBoth(kept, theirs)
    saveIn(0)
  }
  /** This device is later, in what it knows: a new one only in what has been changed on it. */
  const keepBoth = (mine: Preferences, theirs: Preferences): void => {
    const before: Readonly<Record<string, unknown>> = options.local === null ? { ...first } : {}
    const isNews = ([key, value]: [string, unknown]): boolean =>
      !(key in before) || JSON.stringify(value) !== JSON.stringify(before[key])
    const hints = [...new Set([...theirs.hints, ...mine.hints])].slice(0, MAX_HINTS)
    const both = { ...theirs, ...Object.fromEntries(Object.entries(mine).filter(isNews)), hints }
    keep(both)
    if (both.panel !== undefined) panelPreference.take(both.panel)
    player.takeChoices(choicesOf(both))
  }

  if (isKnownThere) void begin()
  else firstHint.decide(kept?.hints ?? [])
  const stops = [
    player.choices.subscribe(changed),
    panelPreference.changes.subscribe(changed),
    firstHint.told.subscribe(changed),
  ]
  return {
    presence: {
      read: () => (isKnown ? (kept?.presence ?? null) : 'no'),
      write: presence => keepNew({ presence }),
    },
    hardwareHint: {
      wasShown: () => !isKnown || (kept?.hints ?? []).includes(HARDWARE_HINT),
      shown: () => keepNew({ hints: [...(kept?.hints ?? []), HARDWARE_HINT] }),
    },
    close() {
      for (const stop of stops) stop()
      clearTimeout(timer)
      clearTimeout(asking)
      if (unsaved && isKnownThere) void save()
      closed = true
    },
  }
}

export function choicesOf(preferences: Preferences): PersonalChoices {
  const { volume, muted, captions, audio, quality, offsetMs } = preferences
  return { volume, muted, captions, audio, quality, offsetMs }
}
