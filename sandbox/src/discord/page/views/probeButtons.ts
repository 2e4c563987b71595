import type { Crowd } from '../crowd.ts'
import { HostRefusal } from '../hostRequests.ts'
import type { Probe } from '../probes.ts'
import { element, setAttribute, setText } from './element.ts'
import type { TrialResults } from './trialResults.ts'

export interface ProbePlace {
  readonly crowd: Crowd
  readonly results: TrialResults
}

/** Things to try whose outcome is a sentence. */
export function createProbeButtons(
  probes: readonly Probe[],
  { crowd, results }: ProbePlace,
): readonly HTMLElement[] {
  const buttons = probes.map(probe => probeButton(probe, crowd, results))
  const update = () => {
    for (const button of buttons) button.update()
  }
  crowd.onChange(update)
  update()
  return buttons.map(button => button.element)
}

function probeButton(probe: Probe, crowd: Crowd, results: TrialResults) {
  let busy = false
  const press = async () => {
    if (busy) return
    busy = true
    update()
    const row = results.add(probe.what(crowd))
    row.tell('Under way…')
    row.tell(await outcomeOf(probe, crowd))
    busy = false
    update()
  }
  const button = element('button', {
    type: 'button',
    class: 'button',
    'data-trial': probe.id,
    onclick: () => void press(),
  })
  const update = () => {
    setText(button, probe.label(crowd))
    setAttribute(button, 'aria-disabled', busy ? 'true' : null)
  }
  return { element: button, update }
}

async function outcomeOf(probe: Probe, crowd: Crowd): Promise<string> {
  try {
    return await probe.run(crowd)
  } catch (error) {
    if (!(error instanceof HostRefusal)) throw error
    return `It didn’t work. ${error.message}`
  }
}
