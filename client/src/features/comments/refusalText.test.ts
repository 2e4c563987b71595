import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import { expect, it } from 'vitest'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'
import { refusalText } from './refusalText.ts'

it('CM4 somebody who says a lot is told how long to wait', () => {
  const refusal = { code: 'rate_limited', retryAfterS: 12 } as const
  expect(refusalText(refusal, en(createFormat('en')))).toBe('That was a lot at once. Say more in 12 s.')
  expect(refusalText(refusal, de(createFormat('de')))).toBe('Das war viel auf einmal. Sag mehr in 12 s.')
  expect(refusalText({ code: 'rate_limited' }, en(createFormat('en')))).toContain('Wait a moment')
})
