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
}

export interface OpenDialog<T> {
  readonly element: HTMLElement
  readonly result: Promise<T>
  readonly settle: (value: T) => void
}

/** Covers one person's frame only: the others' are not to be interrupted. */
export function createDialog<T>(request: DialogRequest<T>): OpenDialog<T> {
  const { promise, resolve } = Promise.withResolvers<T>()
  const buttons = request.choices.map(({ label, value, primary }) =>
    element(
      'button',
      {
        type: 'button',
        class: primary === true ? 'button primary' : 'button',
        onclick: () => resolve(value),
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
    if (event.key === 'Escape') resolve(request.dismissed)
  })
  return { element: cover, result: promise, settle: resolve }
}

export const focusFirstChoice = (dialog: HTMLElement): void => {
  const primary = dialog.querySelector<HTMLElement>('.button.primary')
  const first = primary ?? dialog.querySelector<HTMLElement>('button, a')
  first?.focus()
}
