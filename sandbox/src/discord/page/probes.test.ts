import { describe, expect, it } from 'vitest'
import type { Conversation } from '../chatApi.ts'
import { describeForgery } from './meetingProbes.ts'
import { describeConversation } from './probes.ts'

const silent: Conversation = {
  interactionId: '1',
  answer: null,
  problem: 'The application did not respond',
  messages: [],
  choices: null,
  modal: null,
  launched: null,
}
const answered: Conversation = { ...silent, answer: { status: 202, afterMs: 41.6, type: 12 }, problem: null }

describe('describeConversation', () => {
  it('times the first word and tells what came', () => {
    const launched = { instanceId: 'i', channelId: 'c' }
    expect(describeConversation({ ...answered, launched })).toBe('Answered in 42 ms: the Activity opens')
  })

  it('has no time to tell where there was no answer', () => {
    expect(describeConversation(silent)).toBe('The application did not respond')
  })
})

describe('describeForgery', () => {
  it.each([
    [401, 'Refused: 401 in 12 ms.'],
    [200, 'Taken, which it must not be: 200 in 12 ms.'],
    [null, 'The application did not answer.'],
  ])('tells what %s means', (status, sentence) => {
    expect(describeForgery(status, 12)).toBe(sentence)
  })
})
