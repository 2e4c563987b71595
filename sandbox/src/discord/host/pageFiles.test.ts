import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPageFile } from './pageFiles.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'main.ts'), "import { a, type B } from './a.ts'\nexport const c: B = a\n")
  await writeFile(join(folder, 'main.test.ts'), '')
  await writeFile(join(folder, 'notes.txt'), '')
})

afterAll(() => rm(folder, { recursive: true }))

describe('readPageFile', () => {
  it('serves the page at the root', async () => {
    expect(await readPageFile('/', folder)).toMatchObject({ contentType: 'text/html; charset=utf-8' })
  })

  it('takes the types out of TypeScript and leaves its imports', async () => {
    const file = await readPageFile('/main.ts', folder)
    expect(file?.contentType).toBe('text/javascript; charset=utf-8')
    const [imported, exported] = String(file?.body).split('\n')
    expect(imported).toMatch(/^import \{ a,\s+\} from '\.\/a\.ts'$/)
    expect(exported).toMatch(/^export const c\s+= a$/)
  })

  it.each([
    '/main.test.ts',
    '/notes.txt',
    '/absent.css',
    '/../../etc/passwd',
    '/%2e%2e/x.ts',
    '/%zz',
    '/a%00.ts',
  ])('has nothing at %s', async path => {
    expect(await readPageFile(path, folder)).toBeNull()
  })
})
