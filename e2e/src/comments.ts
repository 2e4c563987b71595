import type { Locator } from '@playwright/test'
import type { Person } from './person.ts'
import { panelOf } from './queue.ts'

/** What floats over this person's video now. */
export const floatOf = ({ activity }: Person): Locator => activity.locator('[data-comment-float] li')

export const marksOf = ({ activity }: Person): Locator => activity.locator('[data-kind="comment"]')

/** All that is listed, by its moments. */
export const listedFor = (person: Person): Locator =>
  panelOf(person).getByRole('list', { name: 'Comments by their moments' }).getByRole('listitem')

export const composerOf = (person: Person): Locator =>
  panelOf(person).getByRole('textbox', { name: /^Say something at \d+:\d\d$/ })

export const openComments = (person: Person): Promise<void> =>
  panelOf(person).getByRole('tab', { name: 'Comments' }).click()
