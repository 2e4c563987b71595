import { describe, expect, it } from 'vitest'
import { mayUseDevices } from './mayUseDevices.ts'

const page = (name: string, granted: readonly string[]) =>
  ({ [name]: { allowsFeature: (feature: string) => granted.includes(feature) } }) as unknown as Document

describe('mayUseDevices', () => {
  it('asks the browser by either name', () => {
    const both = ['microphone', 'camera']
    expect(mayUseDevices(page('permissionsPolicy', both))).toBe(true)
    expect(mayUseDevices(page('featurePolicy', both))).toBe(true)
  })

  it('wants both', () => {
    expect(mayUseDevices(page('featurePolicy', ['camera']))).toBe(false)
    expect(mayUseDevices(page('featurePolicy', ['microphone']))).toBe(false)
  })

  it('takes silence for no', () => {
    expect(mayUseDevices({} as Document)).toBe(false)
    expect(mayUseDevices({ featurePolicy: {} } as unknown as Document)).toBe(false)
  })
})
