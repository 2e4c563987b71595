import type { DiscordRole } from '@kaltura-discord/shared/permissions/permissions.ts'
import { escapeMarkdown } from '../../../discord/text/escapeMarkdown.ts'
import { isolated, plainLine } from '../../../discord/text/plainLine.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import { isRoleKey, ROLE_KEY } from './settingRows.ts'
import type { ConfigTexts } from './texts.ts'

/** Says keys and values in one language. */
export interface SettingWords {
  /** Without the section it belongs to where that is said beside it. */
  key(key: string, within?: string): string
  value(key: string, value: unknown): string
}

/** Where the words stand. */
interface Place {
  text(text: string): string
  key(key: string): string
  channel(id: string): string
}

/** What a list takes that stands for more than one Discord role. */
export const LIST_WORDS: readonly string[] = ['@everyone', 'admin', 'moderator']

interface WordsOptions {
  readonly texts: ConfigTexts
  readonly roles: readonly DiscordRole[]
  /** UTF-16 units after which texts are cut. */
  readonly maxText?: number
}

/** Where many are shown: a message holds 4 000 UTF-16 units in all, and escaping may double them. */
const MAX_SHOWN_TEXT = 150
const MAX_SHOWN_NAME = 40
/** Of a list. */
const MAX_SHOWN_ENTRIES = 10

const MESSAGE: Place = {
  text: escapeMarkdown,
  key: key => `\`${key}\``,
  channel: id => `<#${id}>`,
}

const CHOICE: Place = {
  text: text => isolated(plainLine(text)),
  key: key => key,
  channel: id => id,
}

/** For messages: markdown that styles and mentions nothing from outside. */
export const messageWords = (options: WordsOptions): SettingWords => createWords(options, MESSAGE)

/** For the names of proposals, where Discord shows everything as it is. */
export const choiceWords = (options: WordsOptions): SettingWords => createWords(options, CHOICE)

/** As long as Discord's ids are. */
const ID = /^\d{17,20}$/
const CHANNEL_KEY = 'notifications.channels.'

function createWords(options: WordsOptions, place: Place): SettingWords {
  const { texts, roles, maxText = MAX_SHOWN_TEXT } = options
  const shortName = (name: string) => place.text(shorten(name, MAX_SHOWN_NAME))
  const entryName = (entry: string): string => {
    if (!ID.test(entry)) return shortName(entry)
    const name = roles.find(({ id }) => id === entry)?.name
    return name === undefined ? texts.goneRole(entry) : shortName(name)
  }
  /** A Discord role that is called like a word of ours says that it is one. */
  const listed = (entry: string): string => {
    const isWord = ID.test(entry) && roles.some(({ id, name }) => id === entry && LIST_WORDS.includes(name))
    return isWord ? texts.role(entryName(entry)) : entryName(entry)
  }
  const list = (entries: readonly string[]): string => {
    if (entries.length === 0) return texts.nobody
    const shown = entries.slice(0, MAX_SHOWN_ENTRIES).map(listed).join(', ')
    const more = entries.length - MAX_SHOWN_ENTRIES
    return more > 0 ? `${shown} ${texts.andMore(more)}` : shown
  }
  const text = (key: string, written: string): string => {
    if (written === '') return texts.empty
    return key.startsWith(CHANNEL_KEY) && ID.test(written)
      ? place.channel(written)
      : place.text(shorten(written, maxText))
  }
  return {
    key(key, within = '') {
      // What follows is a name of the server's own.
      if (isRoleKey(key)) return texts.role(entryName(key.slice(ROLE_KEY.length)))
      return place.key(key.startsWith(`${within}.`) ? key.slice(within.length + 1) : key)
    },
    value(key, value) {
      if (value === null || value === undefined) return texts.notSet
      if (typeof value === 'boolean') return value ? texts.on : texts.off
      return Array.isArray(value) ? list(value.map(String)) : text(key, String(value))
    },
  }
}
