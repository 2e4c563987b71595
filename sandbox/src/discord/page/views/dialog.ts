import { element } from './element.ts'

export interface DialogChoice<T> {
  readonly label: string
  readonly value: T
  readonly primary?: boolean
}

export interface DialogRequest<T> {
  readonly title: string
  readonly body: readonly Node[]
  readonly choices: readonly DialogChoice<T>[]
  /** What Escape means. */
  readonly dismissed: T
  /** Whether this may be chosen as things stand; asked before the dialog goes away. */
  readonly check?: (value: T) => boolean
}

export interface OpenDialog<T> {
  readonly element: HTMLElement
  readonly result: Promise<T>
  readonly settle: (value: T) => void
}

/** Covers one person's frame only: the others' are not to be interrupted. */
export function createDialog<T>(request: DialogRequest<T>): OpenDialog<T> {
  const { promise, resolve } = Promise.withResolvers<T>()
  const choose = (value: T) => {
    if (request.check?.(value) !== false) resolve(value)
  }
  const buttons = request.choices.map(({ label, value, primary }) =>
    element(
      'button',
      {
        type: 'button',
        class: primary === true ? 'button primary' : 'button',
        onclick: () => choose(value),
      },
      label,
    ),
  )
  const heading = element('h2', {}, request.title)
  const box = element(
    'div',
    { class: 'dialog', role: 'dialog', 'aria-label': request.title },
    heading,
    ...request.body,
    element('div', { class: 'dialog-actions' }, ...buttons),
  )
  const cover = element('div', { class: 'dialog-cover' }, box)
  cover.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      // Only the topmost thing closes.
      event.stopPropagation()
      resolve(request.dismissed)
    }
    const primary = request.choices.find(choice => choice.primary)
    const inLine = event.target instanceof HTMLInputElement && event.target.type === 'text'
    if (event.key === 'Enter' && inLine && primary !== undefined) choose(primary.value)
  })
  return { element: cover, result: promise, settle: resolve }
}

export const focusFirstChoice = (dialog: HTMLElement): void => {
  const primary = dialog.querySelector<HTMLElement>('.button.primary')
  const field = dialog.querySelector<HTMLElement>('input, textarea, select')
  const first = field ?? primary ?? dialog.querySelector<HTMLElement>('button, a')
  first?.focus()
}
