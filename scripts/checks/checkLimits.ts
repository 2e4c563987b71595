import type { CheckResult } from './checkResult.ts'
import { sourceFiles } from './sourceFiles.ts'

const LIMITS = 'docs/limits.md'
/** Figures of the room are all rules that people meet: each has its row. */
const ROOM_LIMITS = 'shared/src/room/limits.ts'
/** `| \`NAME\` | \`figure as in the source\` | [name](../path) | … |` */
const ROW = /^\| `([A-Z0-9_]+)` \| `([^`]+)` \| \[[^\]]+\]\(\.\.\/([^)]+)\) \|/gm

/** The table of limits says what the source says. */
export async function checkLimits(): Promise<CheckResult> {
  const text = sourceFiles([LIMITS])[0]?.text
  if (text === undefined) return { problems: [`${LIMITS} is missing.`] }
  const rows = [...text.matchAll(ROW)].map(([, name = '', figure = '', path = '']) => ({
    name,
    figure,
    path,
  }))
  const wrong = rows
    .filter(({ name, figure, path }) => definitions(path).get(name) !== figure)
    .map(({ name, figure, path }) => `${LIMITS}: ${path} doesn't say ${name} = ${figure}.`)
  const missing = [...definitions(ROOM_LIMITS).keys()]
    .filter(name => !rows.some(row => row.name === name && row.path === ROOM_LIMITS))
    .map(name => `${name} of ${ROOM_LIMITS} has no row in ${LIMITS}.`)
  return { problems: [...wrong, ...missing] }
}

/** Constants of a source file with what they are set to, in one line. */
function definitions(path: string): Map<string, string> {
  const text = sourceFiles([path])[0]?.text ?? ''
  const found = text.matchAll(/^(?:export )?const ([A-Z0-9_]+)[^=\n]*= ((?:\{[^}]*\}|[^\n])+)/gm)
  const bare = (figure: string): string =>
    figure
      .replace(/\s*\/\/.*$/, '')
      .replace(/ as const$/, '')
      .replaceAll(/\s+/g, ' ')
  return new Map([...found].map(([, name = '', figure = '']) => [name, bare(figure)]))
}
