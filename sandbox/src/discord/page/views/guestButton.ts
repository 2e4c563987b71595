import { readGuestLink } from '../readGuestLink.ts'
import { element, setText } from './element.ts'

/** For whoever has no Discord: the link that a member has made opens in a tab of its own, at the product's own door. */
export function createGuestButton(): HTMLElement {
  const field = element('input', {
    type: 'text',
    id: 'guest-link',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'http://localhost:3000/join/…',
  })
  const problem = element('p', { class: 'quiet', role: 'status' })
  const form = element(
    'form',
    { method: 'dialog', class: 'guest-form' },
    element('h2', {}, 'As a guest, in a browser'),
    element(
      'p',
      { class: 'quiet' },
      'In the Activity a member makes the link: People, “Invite somebody without Discord”.',
    ),
    element('label', { for: 'guest-link' }, 'The link'),
    field,
    problem,
    element(
      'div',
      { class: 'dialog-actions' },
      element('button', { type: 'submit', class: 'button primary' }, 'Open'),
      element('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, 'Close'),
    ),
  )
  const dialog = element('dialog', { class: 'shelf', 'aria-label': 'As a guest, in a browser' }, form)
  form.addEventListener('submit', event => {
    event.preventDefault()
    const link = readGuestLink(field.value)
    setText(problem, link.ok ? '' : link.problem)
    if (!link.ok) return field.focus()
    // With an opener the new page's own Activities would talk to this one.
    window.open(link.url, '_blank', 'noopener')
    field.value = ''
    dialog.close()
  })
  const open = () => {
    setText(problem, '')
    dialog.showModal()
    field.focus()
  }
  const button = element(
    'button',
    { type: 'button', class: 'button', onclick: open },
    'Open as a guest in a browser',
  )
  return element('div', { class: 'top-bar-guest' }, button, dialog)
}
