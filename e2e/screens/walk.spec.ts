import { expect, test } from '../src/fixtures.ts'
import { allGroups } from '../src/states/allGroups.ts'
import { readFindings } from '../src/states/findings.ts'
import { isWalked, walkGroup } from '../src/states/walkGroup.ts'

const DEVICES = ['desktop', 'phone'] as const

for (const group of allGroups)
  for (const device of DEVICES.filter(each => isWalked(group, each)))
    test(`${group.host}, ${group.name}, ${device}`, async ({ party, browser }) => {
      const before = readFindings().length
      const blank = await browser.newPage()
      const setting = { party, browser, device }
      await walkGroup({ group, scene: { ...setting, ...(await group.begin(setting)) }, blank })
      await blank.close()
      const wrong = readFindings()
        .slice(before)
        .flatMap(({ state, size, axe, others, missed }) =>
          [...axe, ...others, ...(missed === null ? [] : [`missed: ${missed}`])].map(
            each => `${state}, ${size}: ${each}`,
          ),
        )
      expect(wrong).toEqual([])
    })
