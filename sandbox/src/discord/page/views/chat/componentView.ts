import type { ButtonComponent, Component, Picture, SelectComponent } from '../../chat/components.ts'
import { element } from '../element.ts'
import { icon } from '../icon.ts'
import type { DrawContext } from './drawContext.ts'
import { drawMarkdown } from './markdownView.ts'

type Of<K extends Component['kind']> = Extract<Component, { readonly kind: K }>

/** Components of a message, with the meaning they have in Discord and a look of their own. */
export function drawComponent(component: Component, context: DrawContext): HTMLElement {
  const inside = (children: readonly Component[]) => children.map(child => drawComponent(child, context))
  switch (component.kind) {
    case 'row':
      return element('div', { class: 'component-row' }, ...inside(component.children))
    case 'container':
      return drawContainer(component, inside(component.children))
    case 'section':
      return drawSection(component, context)
    case 'text':
      return element('div', { class: 'component-text' }, ...drawMarkdown(component.content, context))
    case 'thumbnail':
      return element('div', { class: 'component-thumbnail' }, drawPicture(component))
    case 'gallery':
      return element('div', { class: 'component-gallery' }, ...component.items.map(drawPicture))
    case 'separator':
      return element('div', {
        class: 'component-separator',
        'data-line': component.divider,
        'data-large': component.large,
      })
    case 'button':
      return drawButton(component, context)
    case 'select':
      return drawSelect(component, context)
    default:
      return drawUnknown(component.kind === 'unknown' ? String(component.type) : component.kind)
  }
}

function drawContainer({ accent, spoiler }: Of<'container'>, inside: readonly HTMLElement[]): HTMLElement {
  const style = accent === null ? null : `--accent-bar: ${accent}`
  const box = element('div', { class: 'component-container', style }, ...inside)
  if (!spoiler) return box
  return element('details', { class: 'spoiler' }, element('summary', {}, 'Spoiler'), box)
}

function drawSection({ children, accessory }: Of<'section'>, context: DrawContext): HTMLElement {
  const texts = children.map(child => drawComponent(child, context))
  return element(
    'div',
    { class: 'component-section' },
    element('div', { class: 'component-section-texts' }, ...texts),
    accessory === null ? null : drawComponent(accessory, context),
  )
}

/** Where a picture doesn't come, its description stands for it. */
function drawPicture({ url, description, spoiler }: Picture): HTMLElement {
  const missing = () => element('span', { class: 'picture-missing' }, description || 'No picture')
  if (url === null) return missing()
  const image = element('img', { alt: description, loading: 'lazy', referrerpolicy: 'no-referrer', src: url })
  image.addEventListener('error', () => image.replaceWith(missing()))
  if (!spoiler) return image
  return element('details', { class: 'spoiler' }, element('summary', {}, 'Spoiler'), image)
}

function drawButton(button: ButtonComponent, context: DrawContext): HTMLElement {
  const { look, label, emoji, url, customId } = button
  const words = [emoji, label].filter(part => part !== '').join(' ')
  if (look === 'link') return drawLinkButton(words, url, context)
  const blocked = button.disabled || context.busy || customId === null
  return element(
    'button',
    {
      type: 'button',
      class: 'button component-button',
      'data-look': look,
      'data-key': customId,
      'data-busy': context.busy,
      // Never truly disabled: that would take the keyboard away from whoever has just pressed it.
      'aria-disabled': blocked ? 'true' : null,
      onclick: () => {
        if (!blocked) context.press(customId)
      },
    },
    words,
  )
}

function drawLinkButton(words: string, url: string | null, context: DrawContext): HTMLElement {
  if (url === null)
    return element('span', { class: 'button component-button', 'aria-disabled': 'true' }, words)
  return element(
    'a',
    {
      class: 'button component-button',
      'data-look': 'link',
      'data-key': url,
      href: url,
      target: '_blank',
      rel: 'noopener noreferrer',
      onclick: event => {
        event.preventDefault()
        context.openLink(url)
      },
    },
    words,
    icon('outside'),
    element('span', { class: 'visually-hidden' }, '(link)'),
  )
}

/** Sends at once what is chosen. */
function drawSelect(
  { customId, options, placeholder, disabled }: SelectComponent,
  context: DrawContext,
): HTMLElement {
  const none = element('option', { value: '', disabled: true }, placeholder)
  const select = element(
    'select',
    {
      class: 'component-select',
      'data-key': customId,
      'aria-label': placeholder,
      disabled: disabled || context.busy,
    },
    none,
    ...options.map(({ label, value, isDefault }) => element('option', { value, selected: isDefault }, label)),
  )
  if (!options.some(({ isDefault }) => isDefault)) select.value = ''
  select.addEventListener('change', () => context.press(customId, [select.value]))
  return select
}

const drawUnknown = (what: string): HTMLElement =>
  element('p', { class: 'quiet' }, `The stand-in doesn’t draw components of type ${what}.`)
