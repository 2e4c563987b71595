/** The product's mark: two plays, one step apart, becoming one. */
export function Mark({ size = 40 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path fill="var(--accent)" opacity="0.45" d={PLAY} transform="translate(-6 0)" />
      <path
        fill="var(--accent)"
        d={PLAY}
        stroke="var(--surface-0)"
        strokeWidth="2.5"
        transform="translate(4 0)"
      />
    </svg>
  )
}

const PLAY =
  'M8 8.1c0-1.7 1.800-2.700 3.200-1.800l11.200 7.600c1.400.900 1.400 2.900 0 3.800L11.200 25.700C9.800 26.600 8 25.600 8 23.900z'
