/** One measured figure beside what it must be and what it should be. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'kB' | '×' | 'lost' | 'seeks' | 'wrong' | 'joins' | 'calls' | 'each s of a core'
  /** The figure may not be above these; null where it only informs. */
  readonly must: number | null
  readonly goal: number | null
}

export interface Section {
  readonly name: string
  /** What the run looked like: viewers, rounds, minutes. */
  readonly setting: string
  readonly figures: readonly Figure[]
}

export type Verdict = 'goal' | 'must' | 'missed' | 'informs'

export function verdict({ value, must, goal }: Figure): Verdict {
  if (must === null) return 'informs'
  if (!(value <= must)) return 'missed'
  return goal !== null && value <= goal ? 'goal' : 'must'
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

export const show = (value: number | null): string => (value === null ? '–' : number.format(value))

/** Markdown, so that the same table stands in the terminal and in the documentation. */
export function table({ name, setting, figures }: Section): string {
  const rows = figures.map(
    figure =>
      `| ${figure.name} | ${show(figure.value)} ${figure.unit} | ${show(figure.must)} | ${show(figure.goal)} | ${verdict(figure)} |`,
  )
  return [
    `### ${name}`,
    '',
    setting,
    '',
    '| figure | measured | must | goal | verdict |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
