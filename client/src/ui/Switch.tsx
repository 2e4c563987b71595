import type { InputHTMLAttributes } from 'react'
import styles from './Switch.module.css'

export type SwitchProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'role' | 'className'>

/** On or off, at once; its name comes from a label around it or from the ARIA attributes given. */
export function Switch(props: SwitchProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says itself whether it is checked
    <input type="checkbox" role="switch" {...props} className={styles['switch']} />
  )
}
