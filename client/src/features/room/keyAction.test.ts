import { describe, expect, it } from 'vitest'
import { keyAction } from './keyAction.ts'

const press = (
  key: string,
  focusOn: Parameters<typeof keyAction>[0]['focusOn'] = 'nothing',
  modified = false,
) => keyAction({ key, focusOn, modified })

describe('keyAction', () => {
  it.each([
    [' ', { do: 'togglePlay' }],
    ['k', { do: 'togglePlay' }],
    ['K', { do: 'togglePlay' }],
    ['ArrowLeft', { do: 'seekBy', deltaS: -5 }],
    ['ArrowRight', { do: 'seekBy', deltaS: 5 }],
    ['j', { do: 'seekBy', deltaS: -10 }],
    ['l', { do: 'seekBy', deltaS: 10 }],
    ['c', { do: 'toggleCaptions' }],
    ['m', { do: 'toggleMuted' }],
    ['f', { do: 'toggleFullScreen' }],
    ['u', { do: 'undo' }],
    ['p', { do: 'comment' }],
    ['y', { do: 'vote', yes: true }],
    ['n', { do: 'vote', yes: false }],
    ['/', { do: 'search' }],
    ['?', { do: 'showKeys' }],
    ['q', null],
    ['ArrowUp', null],
  ])('%j', (key, action) => expect(press(key)).toEqual(action))

  it('goes from chapter to chapter with Shift, wherever the focus is but in text', () => {
    const withShift = (key: string, focusOn: Parameters<typeof keyAction>[0]['focusOn']) =>
      keyAction({ key, focusOn, modified: false, shift: true })
    for (const focusOn of ['nothing', 'button', 'slider', 'list'] as const) {
      expect(withShift('ArrowLeft', focusOn)).toEqual({ do: 'chapter', by: -1 })
      expect(withShift('ArrowRight', focusOn)).toEqual({ do: 'chapter', by: 1 })
    }
    expect(withShift('ArrowRight', 'text')).toBeNull()
    expect(withShift('?', 'nothing')).toEqual({ do: 'showKeys' })
  })

  it('leaves text to those who type it', () => {
    for (const key of [' ', 'k', 'ArrowLeft', '/', '?']) expect(press(key, 'text')).toBeNull()
  })

  it('leaves the browser its own combinations', () => {
    expect(press('f', 'nothing', true)).toBeNull()
  })

  it('lets a focused button be pressed by space, and a slider and a list keep their arrows', () => {
    expect(press(' ', 'button')).toBeNull()
    expect(press('ArrowLeft', 'button')).toEqual({ do: 'seekBy', deltaS: -5 })
    expect(press('ArrowLeft', 'slider')).toBeNull()
    expect(press('ArrowLeft', 'list')).toBeNull()
    expect(press(' ', 'list')).toBeNull()
    expect(press('k', 'list')).toEqual({ do: 'togglePlay' })
  })
})
