import type { Crowd } from '../crowd.ts'
import { HostRefusal } from '../hostRequests.ts'
import { describeHeal } from '../measure/format.ts'
import type { Instruments } from '../measure/instruments.ts'
import { trueNowMs } from '../measure/trueTime.ts'
import { meetingProbes } from '../meetingProbes.ts'
import { probes } from '../probes.ts'
import { switchLayout, type Trial, type TrialRun, trialsFor } from '../trials.ts'
import { element, setAttribute, setText } from './element.ts'
import { layoutNames } from './personPanel.ts'
import { createProbeButtons } from './probeButtons.ts'
import { createTrialResults, type ResultRow, type TrialResults } from './trialResults.ts'

/** In a lower window the panel is folded at first, in CSS px. */
const roomyPx = 640

/** Buttons that disturb people, and what came of it. */
export function createTrialPanel(crowd: Crowd, instruments: Instruments, open: boolean): HTMLElement {
  const results = createTrialResults()
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
      element(
        'div',
        { class: 'trial-buttons trial-commands', role: 'group', 'aria-label': 'Type a command' },
        element('span', { class: 'trial-group' }, 'Type a command'),
        ...createProbeButtons(probes, lab),
      ),
      element(
        'div',
        { class: 'trial-side' },
        element(
          'div',
          { class: 'trial-buttons trial-meetings', role: 'group', 'aria-label': 'Hold a meeting' },
          element('span', { class: 'trial-group' }, 'Hold a meeting'),
          ...createProbeButtons(meetingProbes, lab),
        ),
        results.element,
      ),
    ),
  )
}

interface Lab {
  readonly crowd: Crowd
  readonly instruments: Instruments
  readonly results: TrialResults
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
  const row = lab.results.add(trial.label(lab.crowd))
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
