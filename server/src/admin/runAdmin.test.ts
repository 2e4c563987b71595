import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { runAdmin } from './runAdmin.ts'

const CreatedSchema = z.object({ id: z.string(), credential: z.string() })
const ListedSchema = z.array(z.object({ id: z.string(), revokedAt: z.string().nullable() }))

let folder: string
let environment: Record<string, string>
const admin = (line: string) => runAdmin(line.split(' ').filter(Boolean), environment)
const CREATE = 'service create --name Gate --scope videos:read --scope videos:play --role moderator'

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-admin-'))
  environment = { DATABASE_PATH: join(folder, 'admin.sqlite') }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('pnpm admin service', () => {
  it('shows a credential once, and keeps only its hash', async () => {
    const created = await admin(`${CREATE} --json`)
    expect(created.exitCode).toBe(0)
    const { id, credential } = CreatedSchema.parse(JSON.parse(created.output))
    expect(credential).toMatch(new RegExp(`^kds_${id}_[\\w-]{43}$`))
    const secret = credential.slice(-43)
    for (const line of ['service list', 'service list --json']) {
      const { output } = await admin(line)
      expect(output).toContain(id)
      expect(output).toContain('videos:read')
      expect(output).not.toContain(secret)
      expect(output).not.toMatch(/[0-9a-f]{64}/)
    }
    for (const name of ['admin.sqlite', 'admin.sqlite-wal']) {
      const file = await readFileIfThere(join(folder, name))
      expect(file.includes(secret)).toBe(false)
    }
  })

  it('says in words what it has made', async () => {
    const { output, problem, exitCode } = await admin(CREATE)
    expect([problem, exitCode]).toEqual(['', 0])
    expect(output).toMatch(/may hand out videos:read, videos:play and make nobody more than moderator/)
    expect(output).toMatch(/kds_[0-9a-f]{16}_[\w-]{43}/)
  })

  it('revokes, and says so when that was done before', async () => {
    const { id, credential } = CreatedSchema.parse(JSON.parse((await admin(`${CREATE} --json`)).output))
    expect((await admin(`service revoke ${id}`)).output).toMatch(/is revoked/)
    // Whoever has only the credential at hand may paste that.
    const again = await admin(`service revoke ${credential}`)
    expect(again).toMatchObject({ exitCode: 0 })
    expect(again.output).toMatch(/was revoked already/)
    expect(again.output).not.toContain(credential)
    expect(JSON.parse((await admin(`service revoke ${id} --json`)).output)).toEqual({
      id,
      revoked: true,
      alreadyRevoked: true,
    })
    const listed = ListedSchema.parse(JSON.parse((await admin('service list --json')).output))
    expect(listed.find(each => each.id === id)?.revokedAt).not.toBeNull()
    expect(await admin('service revoke 0000')).toMatchObject({ exitCode: 1, output: '' })
  })

  it.each([
    ['', 'Usage'],
    ['service', 'Did you mean service list'],
    ['servce create', 'Did you mean service create'],
    ['service create --scpoe videos:read', 'Did you mean --scope'],
    ['service create --name Gate', '--scope is missing'],
    ['service create --scope videos:read', '--name is missing'],
    ['service create --name', '--name needs a value'],
    ['service create --name= --scope videos:read', '--name needs a value'],
    ['service create --name a\u001bb --scope videos:read', 'can not be printed'],
    [`service create --name ${'x'.repeat(101)} --scope videos:read`, 'longer than 100'],
    ['service create --name Gate --scope video:read', 'Did you mean videos:read'],
    ['service create --name Gate --scope videos:read --role administrator', 'Did you mean moderator'],
    ['service create --name Gate --scope videos:read extra', '"extra"'],
    ['service list --name Gate', 'takes no option --name'],
    ['service list --json=yes', '--json takes no value'],
    ['service list -x', 'takes no option -x'],
    ['service revoke', 'Say the id'],
    ['service revoke one two', '"two"'],
  ])('helps who has written %j', async (line, help) => {
    const { exitCode, output, problem } = await admin(line)
    expect([exitCode, output]).toEqual([2, ''])
    expect(problem).toContain(help)
  })

  it('names the variable when there is no database', async () => {
    const nowhere = await runAdmin(['service', 'list'], { DATABASE_PATH: '/dev/null/none.sqlite' })
    expect(nowhere.exitCode).toBe(1)
    expect(nowhere.problem).toContain('DATABASE_PATH')
    const odd = await runAdmin(['service', 'list'], { DATABASE_URL: 'ftp://user:hunter2@host/x' })
    expect(odd.exitCode).toBe(2)
    expect(odd.problem).toContain('DATABASE_URL')
    expect(odd.problem).not.toContain('hunter2')
  })
})

async function readFileIfThere(path: string): Promise<Buffer> {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}
