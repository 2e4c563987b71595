/** What a key asks for, wherever the focus is. */
export type KeyAction =
  | {
      readonly do:
        | 'togglePlay'
        | 'toggleCaptions'
        | 'toggleMuted'
        | 'toggleFullScreen'
        | 'search'
        | 'showKeys'
        | 'undo'
        | 'comment'
    }
  | { readonly do: 'seekBy'; readonly deltaS: number }
  | { readonly do: 'vote'; readonly yes: boolean }
  | { readonly do: 'chapter'; readonly by: -1 | 1 }

export interface KeyPress {
  readonly key: string
  /** Ctrl, Alt or Meta: the browser's and Discord's own. */
  readonly modified: boolean
  readonly shift?: boolean
  /** What has the focus, as far as keys matter to it. */
  readonly focusOn: 'nothing' | 'text' | 'button' | 'slider' | 'list'
}

/** The action of a key; null where whatever has the focus needs the key itself. */
export function keyAction({ key, modified, shift = false, focusOn }: KeyPress): KeyAction | null {
  if (modified || focusOn === 'text') return null
  if (shift && (key === 'ArrowLeft' || key === 'ArrowRight'))
    return { do: 'chapter', by: key === 'ArrowLeft' ? -1 : 1 }
  if (key === ' ') return focusOn === 'nothing' || focusOn === 'slider' ? { do: 'togglePlay' } : null
  if (key.startsWith('Arrow')) return focusOn === 'nothing' || focusOn === 'button' ? arrow(key) : null
  return LETTERS[key.toLowerCase()] ?? null
}

function arrow(key: string): KeyAction | null {
  if (key === 'ArrowLeft') return { do: 'seekBy', deltaS: -5 }
  return key === 'ArrowRight' ? { do: 'seekBy', deltaS: 5 } : null
}

const LETTERS: Readonly<Record<string, KeyAction>> = {
  k: { do: 'togglePlay' },
  j: { do: 'seekBy', deltaS: -10 },
  l: { do: 'seekBy', deltaS: 10 },
  c: { do: 'toggleCaptions' },
  m: { do: 'toggleMuted' },
  f: { do: 'toggleFullScreen' },
  u: { do: 'undo' },
  p: { do: 'comment' },
  y: { do: 'vote', yes: true },
  n: { do: 'vote', yes: false },
  '/': { do: 'search' },
  '?': { do: 'showKeys' },
}

/** What a focused element does with keys by itself. */
export function focusKind(element: Element | null): KeyPress['focusOn'] {
  if (element === null) return 'nothing'
  if (element.matches('input:not([type=range]), textarea, select, [contenteditable]')) return 'text'
  if (element.matches('[role=slider], input[type=range]')) return 'slider'
  if (element.closest('[role=menu], [role=listbox], [role=grid], [data-arrow-keys], dialog')) return 'list'
  return element.matches('button, a, [role=button]') ? 'button' : 'nothing'
}
