import styles from './Spinner.module.css'

/** Work that has no measure. What it is for stands beside it in words, so it has no name of its own. */
export function Spinner({ size = 'normal' }: { readonly size?: 'small' | 'normal' | 'large' }) {
  return <span className={`${styles['spinner']} ${styles[size]}`} aria-hidden="true" />
}
