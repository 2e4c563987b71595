import { useId } from 'react'
import styles from './MySettings.module.css'

export interface StepChoiceProps<K extends string> {
  readonly label: string
  readonly names: Readonly<Record<K, string>>
  readonly options: readonly K[]
  readonly selected: K
  readonly onChoose: (option: K) => void
}

/** One of a few, all of them in sight. */
export function StepChoice<K extends string>(props: StepChoiceProps<K>) {
  const { label, names, options, selected, onChoose } = props
  const group = useId()
  return (
    <fieldset className={styles['steps']}>
      <legend className={styles['legend']}>{label}</legend>
      {options.map(option => (
        <label key={option} className={styles['step']}>
          <input type="radio" name={group} checked={option === selected} onChange={() => onChoose(option)} />
          <span>{names[option]}</span>
        </label>
      ))}
    </fieldset>
  )
}
