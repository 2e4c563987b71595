import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame, Page } from '@playwright/test'
import type { Person } from './person.ts'

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The one that comes with axe for Playwright, which opens a page of its own for each look at one. */
const AXE = createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js')

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

declare global {
  interface Window {
    axe?: { run(context: unknown, options: object): Promise<{ violations: readonly Finding[] }> }
  }
}

/** What of the accessibility standards is broken, in words; below this selector, or in all of the document. */
export async function violationsIn(
  where: Frame | Page,
  { within, without }: { readonly within?: string; readonly without?: string } = {},
): Promise<string[]> {
  if (!(await where.evaluate(() => window.axe !== undefined))) await where.evaluate(axeSource())
  return where.evaluate(
    async ({ within, without, standards }) => {
      if (window.axe === undefined) throw new Error('axe is not there.')
      const context = { ...(within && { include: [within] }), ...(without && { exclude: [without] }) }
      const { violations } = await window.axe.run(within || without ? context : document, {
        runOnly: { type: 'tag', values: standards },
        resultTypes: ['violations'],
      })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    },
    { within, without, standards: STANDARDS },
  )
}

/** In all of the Activity, and in nothing of the stand-in around it. */
export const violations = async (person: Person): Promise<string[]> => violationsIn(await person.frame())

let source: string | undefined
const axeSource = (): string => (source ??= readFileSync(AXE, 'utf8'))
