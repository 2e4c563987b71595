import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../runCommand.ts'
import type { CheckResult } from './checkResult.ts'
import { sourceFiles } from './sourceFiles.ts'
import { testNamesIn } from './testNames.ts'

const SPECIFICATION = 'docs/SPEC.md'
/** A rule opens its line in the specification: `- **RM4** A joiner …`. */
const RULE = /^- \*\*([A-Z]{2}\d+)\*\*/gm
const RULE_ID = /\b[A-Z]{2}\d+\b/g

/** Each rule of the specification is named by a test, each rule a test names stands in the specification. */
export async function checkSpecification(): Promise<CheckResult> {
  if (!existsSync(join(REPOSITORY, SPECIFICATION))) return { problems: [`${SPECIFICATION} is missing.`] }
  const rules = [...(sourceFiles([SPECIFICATION])[0]?.text ?? '').matchAll(RULE)].map(([, id]) => id ?? '')
  const families = new Set(rules.map(family))
  const named = new Map<string, string>()
  for (const { path, text } of sourceFiles(['**/*.test.{ts,tsx}', '**/*.spec.ts']))
    for (const id of namesIn(text)) if (families.has(family(id))) named.set(id, path)
  const duplicates = rules.filter((id, index) => rules.indexOf(id) !== index)
  const untested = rules.filter(id => !named.has(id))
  const unknown = [...named].filter(([id]) => !rules.includes(id))
  return {
    problems: [
      ...(rules.length === 0 ? [`${SPECIFICATION} has no rules.`] : []),
      ...duplicates.map(id => `${id} stands in ${SPECIFICATION} twice.`),
      ...untested.map(id => `${id} is named by no test.`),
      ...unknown.map(([id, path]) => `${id}, named by ${path}, does not stand in ${SPECIFICATION}.`),
    ],
  }
}

const family = (id: string): string => id.slice(0, 2)

const namesIn = (testFile: string): string[] =>
  testNamesIn(testFile).flatMap(name => name.match(RULE_ID) ?? [])
