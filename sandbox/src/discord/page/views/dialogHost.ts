import { createDialog, type DialogRequest, focusFirstChoice } from './dialog.ts'

/** Shows dialogs over one part of the page, whose own content can't be reached meanwhile. */
export class DialogHost {
  readonly #place: HTMLElement
  readonly #covered: HTMLElement
  readonly #cancels = new Set<() => void>()

  constructor(place: HTMLElement, covered: HTMLElement) {
    this.#place = place
    this.#covered = covered
  }

  async ask<T>(request: DialogRequest<T>): Promise<T> {
    const dialog = createDialog(request)
    const cancel = () => dialog.settle(request.dismissed)
    const focused = document.activeElement
    this.#cancels.add(cancel)
    this.#place.append(dialog.element)
    this.#covered.inert = true
    focusFirstChoice(dialog.element)
    const result = await dialog.result
    this.#cancels.delete(cancel)
    dialog.element.remove()
    this.#covered.inert = this.#cancels.size > 0
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus()
    return result
  }

  /** As if everything had been dismissed. */
  cancelAll(): void {
    for (const cancel of this.#cancels) cancel()
  }
}
