import styles from './MySettings.module.css'

export interface OptionFieldProps {
  readonly label: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly selected: string
  readonly onChoose: (id: string) => void
}

/** One of several, by the browser's own list: on a phone that is the one people know. */
export function OptionField({ label, options, selected, onChoose }: OptionFieldProps) {
  return (
    <label className={styles['row']}>
      <span className={styles['words']}>{label}</span>
      <select
        className={styles['select']}
        value={selected}
        onChange={event => onChoose(event.currentTarget.value)}
      >
        {options.map(option => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
