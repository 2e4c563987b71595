import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../discord/text/language.ts'
import { ALL_METADATA } from '../allMetadata.ts'

const FOLDER = fileURLToPath(new URL('..', import.meta.url))
const NAMES = {
  en: ALL_METADATA.map(({ name }) => `/${name}`),
  de: ALL_METADATA.map(({ germanName }) => `/${germanName}`),
}

describe.each(LANGUAGES)('what the bot says in %s', language => {
  it('calls commands what its readers find them under', () => {
    const said = globSync(`**/*.${language}.ts`, { cwd: FOLDER }).flatMap(
      file => readFileSync(`${FOLDER}/${file}`, 'utf8').match(/\/kaltura-[\p{L}-]+/gu) ?? [],
    )
    expect(said).not.toEqual([])
    expect(said.filter(name => !NAMES[language].includes(name))).toEqual([])
  })
})
