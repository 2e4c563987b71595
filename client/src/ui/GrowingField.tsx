import type { Ref, TextareaHTMLAttributes } from 'react'
import styles from './GrowingField.module.css'

export interface GrowingFieldProps
  extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'rows'> {
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** A field of one line that becomes higher with what is written in it. */
export function GrowingField(props: GrowingFieldProps) {
  return <textarea {...props} className={styles['field']} rows={1} />
}
