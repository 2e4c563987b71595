import type { Expectation } from '@kaltura-discord/shared/config/expectation.ts'
import { configSentencesEn } from '@kaltura-discord/shared/config/sentences.en.ts'
import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'

const f = createFormat('en')
const count = f.number
const keysOf = (keys: number) => f.plural(keys, { one: '1 key', other: `${count(keys)} keys` })

/** Names and values from outside have been escaped by whoever hands them in. */
export const configEn = {
  sections: {
    all: 'Everything',
    notifications: 'Notifications',
    commands: 'Commands',
    roles: 'Roles',
    features: 'Features',
  },
  on: 'on',
  off: 'off',
  nobody: 'nobody',
  empty: 'empty',
  notSet: 'not set',
  goneRole: (id: string) => `role ${id}, which has gone`,
  andMore: (more: number) => `and ${count(more)} more`,
  role: (name: string) => `Role ${name}`,
  now: 'now',
  asDefault: 'default',

  viewTitle: (section: string) => `Configuration: ${section}`,
  differing: (keys: number) =>
    keys === 0
      ? 'All of it is as it comes.'
      : `${keysOf(keys)} ${f.plural(keys, { one: 'differs', other: 'differ' })} from the default.`,
  defaultIs: (value: string) => `default: ${value}`,
  changedBy: (who: string, when: string) => `changed by ${who} ${when}`,
  byFile: (when: string) => `from a file of whoever runs the app, ${when}`,
  byService: (service: string) => `the service ${service}`,
  page: (page: number, pages: number) => `Page ${count(page)} of ${count(pages)}`,
  previous: 'Previous',
  next: 'Next',

  changed: (key: string) => `${key} has changed.`,
  was: (value: string) => `Was: ${value}`,
  is: (value: string) => `Is: ${value}`,
  unchanged: (key: string, value: string) => `${key} was so already: ${value}. Nothing has changed.`,
  undo: 'Undo',
  undone: (key: string) => `${key} is back to what it was.`,
  changedSince: (key: string) =>
    `Somebody has changed ${key} since then, so it stays as it is now. Look at it with /kaltura-config-view.`,
  undoGone: 'That change is too long ago to be undone here. Set the value with /kaltura-config-update.',
  effects: {
    notifications: 'Everybody who can read the channel sees it, from the next notification on.',
    commands: 'It counts for everybody at once. Admins can always change the configuration.',
    roles: 'It counts at once, for everybody with that Discord role.',
    fallbackRole: 'It counts at once, for everybody who has none of the roles named here.',
    features: 'It counts for everybody in this server at once.',
  },

  modalTitle: (key: string) => `Change ${key}`,
  fieldLabel: 'Value',
  fieldHint: (expected: string) => `Takes ${expected}.`,
  expected: (expected: Expectation): string => {
    const sentence = configSentencesEn.expected(expected)
    return expected.kind === 'list' ? `${sentence}, with commas between` : sentence
  },
  unknownKey: (key: string, nearest: string | null) =>
    nearest === null
      ? `There is no key ${key}. Choose one of those that are proposed while you type.`
      : `There is no key ${key}. Did you mean ${nearest}?`,
  severalKeys: (key: string, example: string) =>
    `${key} holds several keys. Choose one of them, for instance ${example}.`,
  roleName: configSentencesEn.roleName,
  wrongValue: configSentencesEn.wrongValue,

  resetTitle: (section: string) => `Reset: ${section}`,
  wouldReset: (keys: number) => `${keysOf(keys)} would go back to the default:`,
  resetButton: (section: string) => `Reset ${section.toLowerCase()}`,
  keepButton: 'Keep it',
  kept: 'Nothing has been reset.',
  nothingToReset: (section: string) =>
    `${section}: nothing differs from the default, so there is nothing to reset.`,
  hasReset: (section: string, keys: number) => `${section}: ${keysOf(keys)} back to the default.`,
  movedOn:
    'Somebody has changed the configuration since this was shown, so nothing has been reset. Run /kaltura-config-reset again to see what it would change now.',
}
