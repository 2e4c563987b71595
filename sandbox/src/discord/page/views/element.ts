type Child = Node | string | null

export interface Attributes {
  readonly class?: string
  readonly onclick?: (event: MouseEvent) => void
  /** Everything else becomes an attribute; `false` and null leave it out. */
  readonly [attribute: string]: string | boolean | null | undefined | ((event: MouseEvent) => void)
}

/** An element with attributes and children; text is always text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value)
  node.append(...children.filter(child => child !== null))
  return node
}

export function setAttribute(node: HTMLElement, name: string, value: Attributes[string]): void {
  if (typeof value === 'function') node.addEventListener('click', value)
  else if (value === false || value === null || value === undefined) node.removeAttribute(name)
  else node.setAttribute(name, value === true ? '' : value)
}

/** Renders anew without taking the keyboard away from whoever is on one of these buttons. */
export function replaceKeepingFocus(parent: HTMLElement, children: readonly HTMLElement[]): void {
  const focused = document.activeElement
  const label = parent.contains(focused) ? labelOf(focused) : null
  parent.replaceChildren(...children)
  if (label === null) return
  const successor = [...parent.querySelectorAll('button')].find(button => labelOf(button) === label)
  successor?.focus()
}

const labelOf = (node: Element | null): string => node?.getAttribute('aria-label') ?? node?.textContent ?? ''

/** Touches the document only when the words have changed, so that live regions stay quiet. */
export function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text
}
