import { describe, expect, it } from 'vitest'
import { provideMediaSource } from './provideMediaSource.ts'

class Source {}

describe('the media source', () => {
  it('of a phone is there under the name that the player looks for', () => {
    const page = { ManagedMediaSource: Source }
    expect(provideMediaSource(page)).toBe(true)
    expect(page).toMatchObject({ MediaSource: Source })
  })

  it('stays as it is where there is one', () => {
    class Managed {}
    const page = { MediaSource: Source, ManagedMediaSource: Managed }
    expect(provideMediaSource(page)).toBe(true)
    expect(page.MediaSource).toBe(Source)
    expect(provideMediaSource({ WebKitMediaSource: Source })).toBe(true)
  })

  it('is not made up: without any, streams play by themselves (HS1)', () => {
    expect(provideMediaSource({})).toBe(false)
    expect(provideMediaSource({ MediaSource: undefined })).toBe(false)
  })
})
