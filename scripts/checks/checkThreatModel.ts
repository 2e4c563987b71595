import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../runCommand.ts'
import type { CheckResult } from './checkResult.ts'
import { sourceFiles } from './sourceFiles.ts'
import { testNamesIn } from './testNames.ts'

const THREAT_MODEL = 'docs/threat-model.md'
/** A row of a table of threats: its ids of ASVS stand in the fourth column, its tests in the fifth. */
const ROW = /^\| (T\d+) \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm
/** `[file](../path)` and then, in quotation marks, a part of a test's name. */
const TEST = /\[[^\]]+\]\(\.\.\/([^)]+)\)(?: “([^”]+)”)?/g
const ASVS_ID = /\b\d{1,2}\.\d{1,2}\.\d{1,2}\b/g

/** Every test that the threat model names is there, and every requirement it calls covered is named by one of a row's tests. */
export async function checkThreatModel(): Promise<CheckResult> {
  const text = sourceFiles([THREAT_MODEL])[0]?.text
  if (text === undefined) return { problems: [`${THREAT_MODEL} is missing.`] }
  const rows = [...text.matchAll(ROW)].map(([, id = '', , , asvs = '', tests = '']) => ({ id, asvs, tests }))
  return {
    problems: [
      ...(rows.length === 0 ? [`${THREAT_MODEL} has no rows.`] : []),
      ...rows.flatMap(({ id, asvs, tests }) => {
        const named = [...tests.matchAll(TEST)].map(([, path = '', name]) => ({ path, name }))
        const titles = named.flatMap(({ path }) => titlesOf(path))
        const covered = new Set(titles.flatMap(asvsIdsIn))
        return [
          ...(named.length === 0 ? [`${THREAT_MODEL}: ${id} names no test.`] : []),
          ...named.flatMap(test => missing(test).map(what => `${THREAT_MODEL}: ${id} names ${what}.`)),
          ...(asvs.match(ASVS_ID) ?? [])
            .filter(each => !covered.has(each))
            .map(each => `${THREAT_MODEL}: ${id} cites ASVS ${each}, which none of its tests names.`),
        ]
      }),
    ],
  }
}

function missing({ path, name }: { readonly path: string; readonly name: string | undefined }): string[] {
  if (!existsSync(join(REPOSITORY, path))) return [`${path}, which is not there`]
  if (name === undefined || titlesOf(path).some(title => title.includes(name))) return []
  return [`“${name}”, which is no test of ${path}`]
}

const titlesOf = (path: string): string[] =>
  testNamesIn(sourceFiles([path])[0]?.text ?? '').map(title => title.replaceAll(/\\(.)/g, '$1'))

/** Of `… (ID1, ASVS 9.1.1, 9.2.1)`. */
const asvsIdsIn = (title: string): string[] => /ASVS ([\d., ]+)/.exec(title)?.[1]?.match(ASVS_ID) ?? []
