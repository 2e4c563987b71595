import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../runCommand.ts'

export interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string
  readonly text: string
}

/** Files of the repository by glob patterns, without what is installed or built. */
export function sourceFiles(patterns: readonly string[]): SourceFile[] {
  const paths = globSync([...patterns], {
    cwd: REPOSITORY,
    exclude: path => /(^|\/)(node_modules|dist|\.git)(\/|$)/.test(path),
  })
  return paths
    .map(path => path.replaceAll('\\', '/'))
    .sort()
    .map(path => ({ path, text: readFileSync(join(REPOSITORY, path), 'utf8') }))
}

const COMMENTS_AND_STRINGS =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|\$\{[^}]*\}|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

/** The code alone, line by line as before: what stands in comments and strings runs nowhere. */
export function withoutCommentsAndStrings(text: string): string {
  return text.replaceAll(COMMENTS_AND_STRINGS, found => {
    const lines = found.replaceAll(/[^\n]/g, ' ')
    // Code inside a template's placeholders does run.
    return found.startsWith('`') ? found.replaceAll(/^[^$]*$/g, lines) : lines
  })
}
