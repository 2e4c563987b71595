import type { OfferedOption } from '../../../chatApi.ts'
import { Completion, type CompletionState } from '../../chat/completion.ts'
import { closedList, type Field, type Proposal } from '../../chat/draft.ts'
import { element, setAttribute, setText } from '../element.ts'
import { ComboBox, type ComboItem } from './comboBox.ts'

export interface OptionFieldActions {
  /** What the application proposes for this text. */
  readonly complete: (text: string) => Promise<readonly Proposal[] | null>
  readonly onFocus: () => void
  /** Backspace in an empty field. */
  readonly onBack: () => void
  readonly onPicked: () => void
}

export interface OptionField {
  readonly element: HTMLElement
  /** The list to choose from, which has its own place. */
  readonly popup: HTMLElement
  readonly value: () => Field
  readonly focus: () => void
  readonly complain: (problem: string | null) => void
  readonly close: () => void
}

interface ProposalItem extends ComboItem {
  readonly proposal: Proposal
}

const integer = 4
let created = 0

/** One option of a command: free text, a number, a closed list, or what the application proposes. */
export function createOptionField(option: OfferedOption, actions: OptionFieldActions): OptionField {
  created += 1
  const problemId = `option-problem-${created}`
  let picked: Proposal | null = null
  const input = element('input', {
    type: 'text',
    autocomplete: 'off',
    inputmode: option.type === integer ? 'numeric' : null,
    'aria-required': String(option.required),
    'aria-describedby': problemId,
  })
  const problem = element('span', { class: 'option-problem', id: problemId, role: 'alert' })
  const value = (): Field => ({ option, text: input.value, picked })
  const hasList = option.autocomplete || closedList(value()) !== null
  const list = hasList
    ? new ComboBox<ProposalItem>({ input, label: option.label, pick: ({ proposal }) => pick(proposal) })
    : null
  const completion = new Completion<Proposal>({ ask: actions.complete, show: state => show(state) })

  const pick = (proposal: Proposal) => {
    picked = proposal
    input.value = proposal.name
    completion.close()
    list?.hide()
    complain(null)
    actions.onPicked()
  }
  const show = (state: CompletionState<Proposal>) => {
    if (state.kind === 'loading') list?.say('Loading…')
    else if (state.kind === 'failed') list?.say('The options couldn’t be loaded.')
    else if (state.items.length === 0) list?.say('No options match.')
    else list?.show(state.items.map(itemOf), input.value !== '')
  }
  const offer = () => {
    const closed = closedList(value())
    if (closed === null && option.autocomplete) completion.type(input.value)
    else if (closed !== null) show({ kind: 'offered', items: closed })
  }
  const complain = (sentence: string | null) => {
    setText(problem, sentence ?? '')
    setAttribute(input, 'aria-invalid', sentence === null ? null : 'true')
  }

  input.addEventListener('input', () => {
    picked = null
    complain(null)
    offer()
  })
  input.addEventListener('focus', () => {
    actions.onFocus()
    if (picked === null) offer()
  })
  input.addEventListener('blur', () => {
    completion.close()
    list?.hide()
  })
  input.addEventListener('keydown', event => {
    if (list?.key(event) === true) event.stopPropagation()
    else if (event.key === 'ArrowDown' && list !== null) offer()
    else if (event.key === 'Backspace' && input.value === '') {
      event.preventDefault()
      actions.onBack()
    }
  })
  const field = element(
    'label',
    { class: 'option-field' },
    element('span', { class: 'option-name' }, option.label),
    input,
    problem,
  )
  const popup = list?.element ?? element('div', { hidden: true })
  return {
    element: field,
    popup,
    value,
    focus: () => input.focus(),
    complain,
    close: () => {
      completion.close()
      field.remove()
      popup.remove()
    },
  }
}

const itemOf = (proposal: Proposal): ProposalItem => ({ label: proposal.name, detail: '', proposal })
