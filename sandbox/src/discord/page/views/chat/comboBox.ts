import { element, setAttribute, setText } from '../element.ts'

export interface ComboItem {
  readonly label: string
  readonly detail: string
}

export interface ComboBoxOptions<T extends ComboItem> {
  readonly input: HTMLInputElement
  /** What the list is of. */
  readonly label: string
  readonly pick: (item: T) => void
}

let created = 0

/** A field with a list to choose from, as the ARIA Authoring Practices describe a combobox with a list box. */
export class ComboBox<T extends ComboItem> {
  /** To be put near the field. */
  readonly element: HTMLElement
  readonly #options: ComboBoxOptions<T>
  readonly #id: string
  readonly #list: HTMLElement
  readonly #note = element('p', { class: 'combo-note', role: 'status' })
  #items: readonly T[] = []
  #active = -1

  constructor(options: ComboBoxOptions<T>) {
    created += 1
    this.#id = `combo-${created}`
    this.#options = options
    this.#list = element('div', {
      class: 'combo-list',
      role: 'listbox',
      id: this.#id,
      'aria-label': options.label,
    })
    this.element = element('div', { class: 'combo' }, this.#note, this.#list)
    for (const [name, value] of Object.entries({
      role: 'combobox',
      autocomplete: 'off',
      'aria-autocomplete': 'list',
      'aria-controls': this.#id,
    }))
      options.input.setAttribute(name, value)
    // A press into the list must not take the focus from the field.
    this.element.addEventListener('mousedown', event => event.preventDefault())
    this.hide()
  }

  get isOpen(): boolean {
    return this.#items.length > 0
  }

  /** `activeFirst`: Enter takes the first one without further ado. */
  show(items: readonly T[], activeFirst: boolean): void {
    this.#items = items
    this.#list.replaceChildren(...items.map((item, index) => this.#row(item, index)))
    this.#tell(items.length === 1 ? '1 to choose from' : `${items.length} to choose from`, true)
    this.#activate(activeFirst && items.length > 0 ? 0 : -1)
    this.#expose(items.length > 0)
  }

  /** Instead of a list. */
  say(note: string): void {
    this.#items = []
    this.#list.replaceChildren()
    this.#tell(note, false)
    this.#activate(-1)
    this.#expose(false)
    this.element.hidden = false
  }

  hide(): void {
    this.#items = []
    this.#active = -1
    this.#list.replaceChildren()
    setText(this.#note, '')
    setAttribute(this.#options.input, 'aria-activedescendant', null)
    this.#expose(false)
  }

  /** Whether the key was meant for the list. */
  key(event: KeyboardEvent): boolean {
    if (!this.isOpen && (event.key !== 'Escape' || this.element.hidden)) return false
    const dealtWith = this.#keys[event.key]?.call(this) ?? false
    if (dealtWith) event.preventDefault()
    return dealtWith
  }

  readonly #keys: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => this.#activate((this.#active + 1) % this.#items.length),
    ArrowUp: () => this.#activate(this.#active <= 0 ? this.#items.length - 1 : this.#active - 1),
    Enter: () => this.#pickActive(),
    Tab: () => this.#pickActive(),
    Escape: () => {
      this.hide()
      return true
    },
  }

  #pickActive(): boolean {
    const item = this.#items[this.#active]
    if (item === undefined) return false
    this.#options.pick(item)
    return true
  }

  #activate(index: number): true {
    this.#active = index
    for (const [at, row] of [...this.#list.children].entries())
      row.setAttribute('aria-selected', String(at === index))
    const row = this.#list.children[index]
    setAttribute(this.#options.input, 'aria-activedescendant', row?.id)
    row?.scrollIntoView({ block: 'nearest' })
    return true
  }

  #row(item: T, index: number): HTMLElement {
    const pick = () => this.#options.pick(item)
    return element(
      'div',
      {
        class: 'combo-option',
        role: 'option',
        id: `${this.#id}-${index}`,
        'aria-selected': 'false',
        onclick: pick,
      },
      element('span', { class: 'combo-label' }, item.label),
      item.detail === '' ? null : element('span', { class: 'combo-detail' }, item.detail),
    )
  }

  #tell(note: string, forEarsOnly: boolean): void {
    this.#note.className = forEarsOnly ? 'visually-hidden' : 'combo-note'
    setText(this.#note, note)
  }

  #expose(expanded: boolean): void {
    this.element.hidden = !expanded
    this.#list.hidden = !expanded
    this.#options.input.setAttribute('aria-expanded', String(expanded))
  }
}
