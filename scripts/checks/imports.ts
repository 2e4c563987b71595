import { dirname, posix } from 'node:path'
import { type SourceFile, sourceFiles } from './sourceFiles.ts'

export interface Import {
  readonly from: string
  /** A file of the repository, `npm:<package>`, or `node:<module>`. */
  readonly to: string
  readonly line: number
  /** Gone when the code runs. */
  readonly typeOnly: boolean
}

export interface ImportGraph {
  readonly files: readonly SourceFile[]
  readonly imports: readonly Import[]
}

const STATEMENT =
  /^\s*(?:import|export)\s+(type\b)?[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

/** Who imports whom. Our imports are explicit, file names and all, so that reading them takes no compiler. */
export function readImports(): ImportGraph {
  const files = sourceFiles(['{client,server,shared,sandbox,e2e,bench,scripts}/**/*.{ts,tsx}'])
  return { files, imports: files.flatMap(importsOf) }
}

function importsOf({ path, text }: SourceFile): Import[] {
  return [...withoutComments(text).matchAll(STATEMENT)].map(match => ({
    from: path,
    to: resolveImport(path, match[2] ?? match[3] ?? match[4] ?? ''),
    line: text.slice(0, match.index).split('\n').length,
    typeOnly: match[1] === 'type',
  }))
}

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gm, found => found.replaceAll(/[^\n]/g, ' '))

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(dirname(from), specifier)
  const [, name, rest] = /^@kaltura-discord\/(\w+)\/(.+)$/.exec(specifier) ?? []
  if (name && rest) return `${name}/src/${rest}`
  if (specifier.startsWith('node:')) return specifier
  const parts = specifier.split('/')
  return `npm:${specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]}`
}
