import { describe, expect, it } from 'vitest'
import { createPersonalSettings, FIRST_CHOICES } from './personalSettings.ts'
import type { Track } from './playerView.ts'
import { createFakeTimers } from './testing/fakeTimers.ts'
import { SimulatedPlayer } from './testing/simulatedPlayer.ts'

const track = (id: string, label: string, language: string | null = null, active = false): Track => ({
  id,
  label,
  language,
  active,
})

/** A player with tracks to choose from, that says what it was told. */
class TrackPlayer extends SimulatedPlayer {
  told: string[] = []
  texts: readonly Track[] = [track('0', 'English', 'en'), track('1', 'Deutsch', 'de')]
  sounds: readonly Track[] = [track('0', 'English', 'en', true), track('1', 'Deutsch', 'de')]
  pictures: readonly Track[] = [track('0', '180p'), track('1', '360p'), track('2', '720p')]

  override captions(): readonly Track[] {
    return this.texts
  }
  override audioTracks(): readonly Track[] {
    return this.sounds
  }
  override qualities(): readonly Track[] {
    return this.pictures
  }
  override selectCaptions(id: string | null): void {
    this.told.push(`captions ${id}`)
  }
  override selectAudio(id: string): void {
    this.told.push(`audio ${id}`)
  }
  override selectQuality(id: string | null): void {
    this.told.push(`quality ${id}`)
  }
}

const newPlayer = () => new TrackPlayer(createFakeTimers())

describe('what a viewer has chosen', () => {
  it('holds for the next video, by language and label, whatever its tracks are called there', () => {
    const player = newPlayer()
    const settings = createPersonalSettings(player)
    settings.selectCaptions('1')
    settings.selectAudio('1')
    player.told = []
    player.texts = [track('7', 'Deutsch (Hörgeschädigte)', 'de')]
    player.sounds = [track('4', 'English', 'en', true), track('5', 'Deutsch', 'de')]
    settings.apply()
    expect(player.told).toEqual(['captions 7', 'audio 5'])
  })

  it('is no captions in a language that nobody asked for', () => {
    const player = newPlayer()
    const settings = createPersonalSettings(player)
    settings.selectCaptions('1')
    player.told = []
    player.texts = [track('0', 'Français', 'fr')]
    settings.apply()
    expect(player.told).toEqual(['captions null'])
  })

  it('remembers which captions they were while they are off', () => {
    const settings = createPersonalSettings(newPlayer())
    settings.selectCaptions('1')
    settings.selectCaptions(null)
    expect(settings.choices.get().captions).toMatchObject({ on: false, track: { language: 'de' } })
  })

  it.each([
    [360, 'quality 1'],
    [480, 'quality 1'],
    [1080, 'quality 2'],
    [90, 'quality 0'],
  ])('is the best picture up to %i lines', (quality, told) => {
    const player = newPlayer()
    createPersonalSettings(player, { ...FIRST_CHOICES, quality }).apply()
    expect(player.told).toContain(told)
  })

  it('is what was chosen elsewhere once that comes, and sound that was refused stays refused', () => {
    const player = newPlayer()
    const settings = createPersonalSettings(player)
    settings.soundWasBlocked()
    settings.take({ ...FIRST_CHOICES, volume: 0.3, captions: { ...FIRST_CHOICES.captions, on: true } })
    expect([player.volume(), player.muted()]).toEqual([0.3, true])
    expect(player.told).toEqual(['captions 0'])
  })
})
