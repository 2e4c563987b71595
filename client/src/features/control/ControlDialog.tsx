import type { ControlAction, ControlMode } from '@kaltura-discord/shared/room/roomState.ts'
import { type ReactNode, useId } from 'react'
import { Dialog } from '../../ui/Dialog.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { allowanceFor } from './allowanceFor.ts'
import { useControl, useControlView } from './ControlContext.ts'
import styles from './ControlDialog.module.css'
import { useControlMessages } from './messages/useControlMessages.ts'

const MODES: readonly ControlMode[] = ['everyone', 'host', 'vote']
const ACTIONS = ['playPause', 'seek', 'rate', 'queue'] as const satisfies readonly ControlAction[]

/** Who controls, what everybody may besides, and the lock. The others see it, and why they can't change it. */
export function ControlDialog({ onClose }: { readonly onClose: () => void }) {
  const control = useControl()
  const view = useControlView()
  const messages = useControlMessages()
  const reasonId = useId()
  const fixed = view.hindered.mode !== null
  const why = fixed ? reasonId : undefined
  return (
    <Dialog title={messages.title} closeLabel={messages.close} onClose={onClose}>
      {fixed ? (
        <p id={reasonId} className={styles['reason']}>
          {messages.onlyHost(view.hostName)}
        </p>
      ) : null}
      <fieldset className={styles['group']} disabled={fixed} aria-describedby={why}>
        <legend className={styles['legend']}>{messages.mode}</legend>
        {MODES.map(mode => (
          <Row key={mode} name={messages.modes[mode]} text={messages.modeTexts[mode]}>
            {labels => (
              <input
                type="radio"
                name="control-mode"
                className={styles['radio']}
                {...labels}
                checked={view.mode === mode}
                onChange={() => control.setMode(mode)}
              />
            )}
          </Row>
        ))}
      </fieldset>
      <fieldset className={styles['group']} disabled={fixed} aria-describedby={why}>
        <legend className={styles['legend']}>{messages.may}</legend>
        {ACTIONS.map(action => {
          const { everyone, byVote, next } = allowanceFor(view, action)
          return (
            <Row key={action} name={messages.actions[action]} text={byVote ? messages.byVote : null}>
              {labels => (
                <Switch {...labels} checked={everyone} onChange={() => control.allow(action, next)} />
              )}
            </Row>
          )
        })}
      </fieldset>
      <fieldset className={styles['group']} disabled={fixed} aria-describedby={why}>
        <legend className="visuallyHidden">{messages.lock}</legend>
        <Row name={messages.lock} text={messages.lockText}>
          {labels => <Switch {...labels} checked={view.locked} onChange={() => control.lock(!view.locked)} />}
        </Row>
      </fieldset>
    </Dialog>
  )
}

interface Labels {
  readonly 'aria-labelledby': string
  readonly 'aria-describedby': string | undefined
}

interface RowProps {
  readonly name: string
  readonly text: string | null
  readonly children: (labels: Labels) => ReactNode
}

function Row({ name, text, children }: RowProps) {
  const id = useId()
  const nameId = `${id}-name`
  const textId = `${id}-text`
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what `children` gives
    <label className={styles['row']}>
      <span className={styles['words']}>
        <span id={nameId} className={styles['name']}>
          {name}
        </span>
        {text === null ? null : (
          <span id={textId} className={styles['text']}>
            {text}
          </span>
        )}
      </span>
      {children({ 'aria-labelledby': nameId, 'aria-describedby': text === null ? undefined : textId })}
    </label>
  )
}
