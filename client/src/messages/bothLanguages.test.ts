import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import { parseAst } from 'vite'
import { describe, expect, it } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'
import { pseudo } from './pseudo.ts'

const CLIENT = join(import.meta.dirname, '..')
const FOLDERS = globSync('**/messages/en.ts', { cwd: CLIENT })
  .map(path => path.slice(0, -'/en.ts'.length))
  .sort()

/** A figure that no language writes without dividing it. */
const FIGURE = 1_234_567
/** So little of what is said may read the same in both languages: names, signs, and words German has taken over. */
const MAY_BE_SAME = 0.1

type Maker = (format: ReturnType<typeof createFormat>) => unknown

async function said(folder: string, language: 'en' | 'de', values: Values): Promise<Map<string, string>> {
  const module: Record<string, Maker> = await import(join(CLIENT, folder, `${language}.ts`))
  const types = parametersOf(readFileSync(join(CLIENT, folder, 'en.ts'), 'utf8'))
  const found = new Map<string, string>()
  collect(module[language]?.(createFormat(language)), '', { found, types, values })
  return found
}

interface Values {
  readonly figure: number
}

interface Collecting {
  readonly found: Map<string, string>
  readonly types: ReadonlyMap<string, readonly string[]>
  readonly values: Values
}

function collect(value: unknown, path: string, into: Collecting): void {
  if (typeof value === 'string') return void into.found.set(path, value)
  if (typeof value === 'function') {
    // What takes something and isn't written out here is told in the words of `shared`, which has tests of its own.
    if (value.length > 0 && !into.types.has(path)) return
    const given = (into.types.get(path) ?? []).map((type, index) => sample(type, index, into.values))
    return collect(Reflect.apply(value, undefined, given), `${path}()`, into)
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, each] of Object.entries(value)) collect(each, path === '' ? key : `${path}.${key}`, into)
}

/** Something of that type that can be found again in what is said with it. */
function sample(type: string, index: number, { figure }: Values): unknown {
  if (/\bstring\[\]|<string>/.test(type)) return [`⟦${index}a⟧`, `⟦${index}b⟧`]
  if (/iso|Iso|atMs|date/i.test(type)) return '2026-11-21T13:00:00Z'
  if (/\bnumber\b/.test(type)) return figure
  if (/\bboolean\b/.test(type)) return true
  return /'(\w+)'/.exec(type)?.[1] ?? `⟦${index}⟧`
}

/** Of each message that takes something: its parameters with their types, as the English file says them. */
function parametersOf(text: string): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  walk(parseAst(text, { lang: 'ts' }), '', (node, path) => {
    const { params } = node
    if (node.type === 'ArrowFunctionExpression' && Array.isArray(params) && path !== '')
      found.set(
        path,
        params.filter(isNode).map(({ start, end }) => text.slice(start, end)),
      )
  })
  return found
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [name: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value

function walk(value: unknown, path: string, visit: (node: Node, path: string) => void): void {
  if (typeof value !== 'object' || value === null) return
  if (isNode(value)) visit(value, path)
  const key = isNode(value) && value.type === 'Property' ? value['key'] : null
  const name = isNode(key) ? (key['name'] ?? key['value']) : null
  const inner = name === null ? path : `${path === '' ? '' : `${path}.`}${String(name)}`
  for (const each of Object.values(value)) walk(each, inner, visit)
}

const marks = (text: string): string[] => (text.match(/⟦\w+⟧/g) ?? []).sort()

describe.each(FOLDERS)('the messages of %s', folder => {
  it('are the same in both languages, with the same in them', async () => {
    const [inEnglish, inGerman] = [
      await said(folder, 'en', { figure: FIGURE }),
      await said(folder, 'de', { figure: FIGURE }),
    ]
    expect([...inGerman.keys()].sort()).toEqual([...inEnglish.keys()].sort())
    const differing = [...inEnglish].filter(
      ([key, text]) => String(marks(text)) !== String(marks(inGerman.get(key) ?? '')),
    )
    expect(differing.map(([key, text]) => [key, text, inGerman.get(key)])).toEqual([])
  })

  it('write numbers as the language does', async () => {
    for (const language of ['en', 'de'] as const) {
      const texts = await said(folder, language, { figure: FIGURE })
      expect([...texts].filter(([, text]) => text.includes(String(FIGURE)))).toEqual([])
    }
  })

  it('say something of one and of many, in sentences without exclamation marks', async () => {
    for (const language of ['en', 'de'] as const)
      for (const figure of [0, 1, 2, FIGURE]) {
        const texts = await said(folder, language, { figure })
        expect([...texts].filter(([, text]) => text.trim() === '' || text.includes('!'))).toEqual([])
      }
  })

  it('are really in German', async () => {
    const [inEnglish, inGerman] = [
      await said(folder, 'en', { figure: FIGURE }),
      await said(folder, 'de', { figure: FIGURE }),
    ]
    const worded = [...inEnglish].filter(([, text]) => /\p{L}{2}/u.test(text))
    const same = worded.filter(([key, text]) => inGerman.get(key) === text)
    expect(same.length, JSON.stringify(same)).toBeLessThanOrEqual(Math.max(2, worded.length * MAY_BE_SAME))
  })
})

describe('messages', () => {
  it('are found wherever they stand', () => {
    expect(FOLDERS).toEqual(expect.arrayContaining(['messages', 'join/messages', 'features/queue/messages']))
  })

  it('count by the rules of the language', () => {
    const { library, room } = en(createFormat('en'))
    expect(library.count(1)).toBe('1 video')
    expect(library.count(1200)).toBe('1,200 videos')
    expect(de(createFormat('de')).people.count(2)).toBe('2 Personen hier')
    expect(room.waitingForMany(['Ana', 'Ben'], 3)).toBe('Waiting for Ana, Ben, and 3 more')
  })

  it('can be marked and lengthened, all of them', () => {
    const marked = pseudo(en(createFormat('en')))
    expect(marked.left.title).toMatch(/^⟦You left .+⟧$/)
    expect(marked.room.joined('Ana')).toMatch(/^⟦Ana .+⟧$/)
    expect(marked.people.more(3)).toBe('+3')
  })
})
