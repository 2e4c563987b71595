import type { Crowd } from '../crowd.ts'
import { HostRefusal } from '../hostClient.ts'
import { describeHeal } from '../measure/format.ts'
import type { Instruments } from '../measure/instruments.ts'
import { trueNowMs } from '../measure/trueTime.ts'
import { switchLayout, type Trial, type TrialRun, trialsFor } from '../trials.ts'
import { element, setAttribute, setText } from './element.ts'
import { layoutNames } from './personPanel.ts'

/** More than the tallest list has room for. */
const maxResults = 8

/** In a lower window the panel is folded at first, in CSS px. */
const roomyPx = 640

/** Buttons that disturb people, and what came of it. */
export function createTrialPanel(crowd: Crowd, instruments: Instruments, open: boolean): HTMLElement {
  const results = element('ol', {
    class: 'trial-results',
    'aria-live': 'polite',
    'aria-label': 'What happened',
  })
  const empty = element(
    'li',
    { class: 'trial-empty' },
    'Play a video, then disturb somebody: what it takes to heal is timed here.',
  )
  results.append(empty)
  const lab = { crowd, instruments, results }
  const buttons = trialsFor(crowd).map(trial => trialButton(trial, lab, 'button'))
  whenever(crowd, () => {
    for (const button of buttons) button.update()
  })
  return element(
    'details',
    { class: 'trials', open: open || window.innerHeight >= roomyPx },
    element('summary', {}, 'Try things'),
    element(
      'div',
      { class: 'trials-body' },
      element('div', { class: 'trial-buttons' }, ...buttons.map(button => button.element), layoutPicker(lab)),
      results,
    ),
  )
}

interface Lab {
  readonly crowd: Crowd
  readonly instruments: Instruments
  readonly results: HTMLElement
}

/** Never truly disabled: that would take the keyboard away from whoever has just pressed it. */
function trialButton(trial: Trial, lab: Lab, look: 'button' | 'segment') {
  let busy = false
  const canRun = () => !busy && trial.isPossible(lab.crowd)
  const update = () => {
    setText(button, trial.label(lab.crowd))
    setAttribute(button, 'aria-disabled', canRun() ? null : 'true')
  }
  const press = async () => {
    if (!canRun()) return
    busy = true
    update()
    await runTrial(trial, lab)
    busy = false
    update()
  }
  const button = element('button', {
    type: 'button',
    class: look,
    'data-trial': trial.id,
    onclick: () => void press(),
  })
  return { element: button, update }
}

async function runTrial(trial: Trial, lab: Lab): Promise<void> {
  const wasPlaying = lab.instruments.isEverybodyPlaying()
  const startedAtMs = trueNowMs()
  const row = addResult(lab.results, trial.label(lab.crowd))
  row.tell('Under way…')
  try {
    const run = await trial.run(lab.crowd)
    row.name(run.what)
    if (wasPlaying) time({ run, startedAtMs, row }, lab.instruments)
    else row.tell('Not timed: not everybody was playing.')
  } catch (error) {
    if (!(error instanceof HostRefusal)) throw error
    row.tell(`It didn’t work. ${error.message}`)
  }
}

interface Started {
  readonly run: TrialRun
  readonly startedAtMs: number
  readonly row: ResultRow
}

function time({ run, startedAtMs, row }: Started, instruments: Instruments): void {
  instruments.begin({
    ...run,
    startedAtMs,
    onProgress: state => row.tell(describeHeal(state, run.newcomer !== null), state.phase),
  })
}

interface ResultRow {
  readonly name: (what: string) => void
  readonly tell: (outcome: string, phase?: string) => void
}

function addResult(results: HTMLElement, label: string): ResultRow {
  const what = element('span', { class: 'trial-what' }, label)
  const outcome = element('span', { class: 'trial-outcome' })
  const row = element('li', { class: 'trial-result' }, what, outcome)
  results.querySelector('.trial-empty')?.remove()
  results.prepend(row)
  for (const old of [...results.children].slice(maxResults)) old.remove()
  return {
    name: text => setText(what, text),
    tell: (text, phase) => {
      setText(outcome, text)
      if (phase !== undefined) row.dataset['phase'] = phase
    },
  }
}

function layoutPicker(lab: Lab): HTMLElement {
  const { crowd } = lab
  const segments = layoutNames.map(([mode, name]) => ({
    mode,
    ...trialButton(switchLayout(mode, name), lab, 'segment'),
  }))
  whenever(crowd, () => {
    for (const { mode, element: segment, update } of segments) {
      const everybody = crowd.people.length > 0 && crowd.people.every(person => person.layout === mode)
      segment.setAttribute('aria-pressed', String(everybody))
      update()
    }
  })
  return element(
    'div',
    { class: 'segments', role: 'group', 'aria-label': 'Layout for everybody' },
    ...segments.map(segment => segment.element),
  )
}

/** Now and at every change. */
function whenever(crowd: Crowd, update: () => void): void {
  crowd.onChange(update)
  update()
}
