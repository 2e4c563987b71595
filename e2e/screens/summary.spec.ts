import { test } from '../src/fixtures.ts'
import { allGroups } from '../src/states/allGroups.ts'
import { readFindings } from '../src/states/findings.ts'
import { writeIndex } from '../src/states/writeIndex.ts'

test('what was seen', () => {
  writeIndex(allGroups)
  const findings = readFindings()
  const seen = findings.filter(({ missed }) => missed === null)
  const count = (of: (finding: (typeof findings)[number]) => string): number => new Set(seen.map(of)).size
  const total = (of: (finding: (typeof findings)[number]) => number): number =>
    findings.reduce((sum, finding) => sum + of(finding), 0)
  process.stdout.write(
    `${[
      `${count(({ host, state }) => `${host}/${state}`)} states`,
      `${count(({ size }) => size)} sizes`,
      `${count(({ host }) => host)} hosts`,
      `${seen.length} pictures`,
      `${total(({ axe }) => axe.length)} violations of axe`,
      `${total(({ others }) => others.length)} other findings`,
      `${findings.length - seen.length} missed`,
    ].join(', ')}\n`,
  )
})
