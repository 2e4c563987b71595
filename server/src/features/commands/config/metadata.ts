import { ConfigSectionSchema } from '@kaltura-discord/shared/config/configSchema.ts'
import type { ChoiceOption, CommandMetadata } from '../metadata.ts'
import { CONFIG_TEXTS } from './texts.ts'

/** Longest key that is looked at, characters: `roles.mapping.` and the longest name of a role have fewer. */
export const MAX_KEY_LENGTH = 150
/** Longest value that is looked at, characters. Whether it fits is said by what knows the key. */
export const MAX_VALUE_LENGTH = 4_000

const SECTIONS = ConfigSectionSchema.options
const choiceOf = (value: 'all' | (typeof SECTIONS)[number]) => ({
  value,
  name: { en: CONFIG_TEXTS.en.sections[value], de: CONFIG_TEXTS.de.sections[value] },
})

const section = (description: ChoiceOption['description']) =>
  ({ kind: 'choice', name: 'section', germanName: 'bereich', description, required: true }) as const

const ALL_CHOICES = (['all', ...SECTIONS] as const).map(choiceOf)

export const CONFIG_VIEW = {
  name: 'kaltura-config-view',
  germanName: 'kaltura-konfig-zeigen',
  version: '1.0.0',
  description: {
    en: 'See how this server is configured, and what differs from the defaults',
    de: 'Sehen, wie dieser Server eingestellt ist und was von der Vorgabe abweicht',
  },
  options: [{ ...section({ en: 'What to show', de: 'Was gezeigt wird' }), choices: ALL_CHOICES }],
  contexts: ['guild'],
} satisfies CommandMetadata

export const CONFIG_UPDATE = {
  name: 'kaltura-config-update',
  germanName: 'kaltura-konfig-ändern',
  version: '1.0.0',
  description: {
    en: 'Change one key of this server’s configuration',
    de: 'Eine Einstellung dieses Servers ändern',
  },
  options: [
    {
      ...section({ en: 'Where the key belongs', de: 'Wozu die Einstellung gehört' }),
      choices: SECTIONS.map(choiceOf),
    },
    {
      kind: 'text',
      name: 'key',
      germanName: 'schlüssel',
      description: { en: 'What to change', de: 'Was geändert wird' },
      required: true,
      minLength: 1,
      maxLength: MAX_KEY_LENGTH,
      autocomplete: true,
    },
    {
      kind: 'text',
      name: 'value',
      germanName: 'wert',
      description: {
        en: 'What it shall be; leave it out to edit the present one',
        de: 'Was dort stehen soll; lass es weg, um den jetzigen Wert zu bearbeiten',
      },
      required: false,
      maxLength: MAX_VALUE_LENGTH,
      autocomplete: true,
    },
  ],
  contexts: ['guild'],
} satisfies CommandMetadata

export const CONFIG_RESET = {
  name: 'kaltura-config-reset',
  germanName: 'kaltura-konfig-zurücksetzen',
  version: '1.0.0',
  description: {
    en: 'Bring the defaults back, of one section or of all',
    de: 'Die Vorgaben zurückholen, für einen Bereich oder für alles',
  },
  options: [
    { ...section({ en: 'What to reset', de: 'Was zurückgesetzt wird' }), choices: ALL_CHOICES },
    {
      kind: 'flag',
      name: 'confirm',
      germanName: 'bestätigen',
      description: {
        en: 'Reset at once, without being asked',
        de: 'Sofort zurücksetzen, ohne Rückfrage',
      },
      required: false,
    },
  ],
  contexts: ['guild'],
} satisfies CommandMetadata
