import styles from './RadioChips.module.css'

export interface RadioChipsProps<T extends string | number> {
  /** Sets these apart from others in the same form. */
  readonly name: string
  readonly legend: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** One of a few, all of them in sight. */
export function RadioChips<T extends string | number>(props: RadioChipsProps<T>) {
  const { name, legend, options, value, onChange } = props
  return (
    <fieldset className={styles['chips']}>
      <legend>{legend}</legend>
      {options.map(option => (
        <label key={option.value} className={styles['chip']}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
