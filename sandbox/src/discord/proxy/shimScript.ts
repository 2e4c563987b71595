import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'

const source = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'shim.ts'), 'utf8'))

export interface ShimConfig {
  readonly clockOffsetMs: number
  readonly hostOrigin: string
}

/** The script for one HTML page; in a function, so that it leaves no names behind. */
export function shimScript(config: ShimConfig): string {
  const json = JSON.stringify(config).replaceAll('<', '\\u003c')
  return `(sandboxConfig => {\n'use strict'\n${source}\n})(${json})`
}
