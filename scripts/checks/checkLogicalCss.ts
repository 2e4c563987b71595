import type { CheckResult } from './checkResult.ts'
import { sourceFiles } from './sourceFiles.ts'

/** What names a side of the screen instead of the way people read. */
const PHYSICAL =
  /^\s*(?:left|right|(?:margin|padding|border|inset)-(?:left|right)\b[\w-]*|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear):\s*(?:left|right)\b)/
const SHORTHAND = /^\s*(?:padding|margin|inset):\s*([^;]+);/
const ONE_VALUE = /[\w-]*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^\s()]+/g
/** Half of it on either side: the same whichever way people read. */
const CENTRED = /^\s*left:\s*50%;/

/** Where a side of the screen is what is meant. */
const ALLOWED: Readonly<Record<string, string>> = {
  'client/src/ui/tokens.css': 'the edges of the device',
  'client/src/features/room/Scrubber.module.css': 'time runs from left to right',
  'client/src/features/moments/ScrubPreview.module.css': 'time runs from left to right',
}

/** In a language that is read from right to left the whole interface is the other way round, by itself. */
export async function checkLogicalCss(): Promise<CheckResult> {
  const files = sourceFiles(['client/src/**/*.css'])
  const unknown = Object.keys(ALLOWED).filter(path => !files.some(file => file.path === path))
  return {
    problems: [
      ...unknown.map(path => `${path} is allowed sides of the screen, and doesn't exist`),
      ...files.filter(({ path }) => !(path in ALLOWED)).flatMap(({ path, text }) => breaches(path, text)),
    ],
  }
}

function breaches(path: string, text: string): string[] {
  return declarations(text).flatMap(({ line, code }) =>
    isPhysical(code)
      ? [`${path}:${line} names a side of the screen; use inline-start and -end: ${code.trim()}`]
      : [],
  )
}

function isPhysical(code: string): boolean {
  if (CENTRED.test(code)) return false
  if (PHYSICAL.test(code)) return true
  const [, right, , left] = SHORTHAND.exec(code)?.[1]?.match(ONE_VALUE) ?? []
  return left !== undefined && left !== right
}

/** One for each, however many lines it is written on. */
function declarations(text: string): { readonly line: number; readonly code: string }[] {
  const plain = text.replaceAll(/\/\*[\s\S]*?\*\//g, found => found.replaceAll(/[^\n]/g, ' '))
  return Array.from(plain.matchAll(/[^{};]+;/g), ({ 0: code, index }) => ({
    line: plain.slice(0, index + (code.length - code.trimStart().length)).split('\n').length,
    code: code.trimStart().replaceAll(/\s+/g, ' '),
  }))
}
