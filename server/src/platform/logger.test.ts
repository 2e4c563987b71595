import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LOG_FILE_BYTES, LOG_FILES_KEPT } from './logFiles.ts'
import { createLogger, type LogFields } from './logger.ts'
import { PrivateText } from './privateText.ts'
import { asRequest, requestContext, requestIdFrom } from './requestContext.ts'
import { Secret } from './secret.ts'

function logInto(lines: string[], more: { directory?: string; secrets?: string[]; level?: string } = {}) {
  const { secrets = ['canary-secret'], level = 'debug', ...rest } = more
  const destination = { write: (line: string) => void lines.push(line) }
  return createLogger({ level, secrets: secrets.map(each => new Secret(each)), destination, ...rest })
}

describe('the log', () => {
  it('is JSON lines with the id of the request', () => {
    const lines: string[] = []
    requestContext.run({ requestId: 'r-1' }, () => logInto(lines).info('room.joined', { members: 2 }))
    expect(lines.map(line => JSON.parse(line))).toEqual([
      expect.objectContaining({ event: 'room.joined', members: 2, requestId: 'r-1' }),
    ])
  })

  it('holds no secret, however it got there (ASVS 16.2.5)', () => {
    const lines: string[] = []
    const log = logInto(lines)
    log.warn('x', { text: 'before canary-secret after' })
    log.error('x', new Error('failed at /ks/djJ8MTIzNDU2N3xabcdefgh/a.m3u8 with canary-secret'))
    log.info('x', { header: 'Bearer abcdefghijklmnop', token: 'eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl' })
    log.info('x', { header: 'Basic YWJjZGVmZ2hpamtsbW5vcA==', service: 'kds_a1b2_abcdefghijklmnop' })
    log.info('x', { text: `see https://us.example/join/${'abcdefghijklmnop'.padEnd(43, '-_0')} soon` })
    expect(lines.join('')).not.toMatch(/canary-secret|djJ8MTIz|abcdefghijklmnop|eyJhbGci|YWJjZGVm/)
    expect(lines).toHaveLength(5)
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('event', 'x')
  })

  it('knows a secret as JSON and addresses write it, and one within another', () => {
    const lines: string[] = []
    const secrets = ['pass', 'a "quoted"\\ pass', 'p@ss/word+ü']
    logInto(lines, { secrets }).info('x', {
      a: secrets[1],
      b: secrets[2],
      c: encodeURIComponent(secrets[2] ?? ''),
    })
    expect(JSON.parse(lines.join(''))).toMatchObject({ a: '[secret]', b: '[secret]', c: '[secret]' })
  })

  it('leaves lines as they are where a secret is empty', () => {
    const lines: string[] = []
    logInto(lines, { secrets: [''] }).info('x', { a: 'text' })
    expect(JSON.parse(lines.join(''))).toMatchObject({ event: 'x', a: 'text' })
  })

  it('tells of an error where it happened, and not what its message quotes', () => {
    const lines: string[] = []
    const log = logInto(lines)
    const thrownBy = (work: () => unknown) => {
      try {
        work()
      } catch (error) {
        log.error('x', error)
      }
    }
    thrownBy(() => JSON.parse('canary-input and more'))
    thrownBy(() => decodeURIComponent('%canary-input'))
    thrownBy(() => new URL('canary-input'))
    thrownBy(() => {
      throw new Error("Duplicate entry 'canary-input\n  at canary-input' for key 'name'")
    })
    thrownBy(() => readFileSync('/not/there'))
    thrownBy(() => {
      throw new Error(`It can't be opened, because 'it's canary-input' is odd`)
    })
    log.error('x', 'canary-input')
    expect(lines.join('')).not.toContain('canary-input')
    const told = lines.map(line => JSON.parse(line))
    expect(told[0]).toMatchObject({ error: 'SyntaxError', stack: expect.stringContaining('logger.test.ts') })
    expect(told[4].errorMessage).toContain('/not/there')
    expect(told[5].errorMessage).toBe("It can't be opened, because [quoted] is odd")
  })

  it('does not take what people write to each other', () => {
    const lines: string[] = []
    const said = new PrivateText('canary-said')
    // @ts-expect-error A text of somebody's is no field.
    const fields: LogFields = { said }
    logInto(lines).info(`${said}`, fields)
    expect(lines.join('') + inspect({ said }) + JSON.stringify({ said })).not.toContain('canary-said')
    expect(said.reveal()).toBe('canary-said')
  })
})

describe('the id of a request', () => {
  it('is taken over where it looks like one', () => {
    expect(requestIdFrom('0f8b2c4e-1111')).toBe('0f8b2c4e-1111')
    for (const bad of [undefined, '', 'short', 'x'.repeat(65), 'with space', 'line\nbreak', 'ünïcödé-id'])
      expect(requestIdFrom(bad)).toMatch(/^[\da-f-]{36}$/)
  })

  it('is another for each piece of work', () => {
    const ids = [1, 2].map(() => asRequest(() => requestContext.getStore()?.requestId))
    expect(new Set(ids).size).toBe(2)
  })
})

describe('log files', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-log-'))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
  })

  const eventsIn = (name: string) =>
    readFileSync(join(folder, 'logs', name), 'utf8')
      .trim()
      .split('\n')
      .flatMap(line => (line ? [JSON.parse(line).event] : []))

  it('hold everything, and errors once more, scrubbed as standard output is', async () => {
    const lines: string[] = []
    const directory = join(folder, 'logs')
    const log = logInto(lines, { directory, level: 'info' })
    log.debug('quiet')
    log.info('one', { text: 'canary-secret' })
    log.error('two', new Error('no'))
    await log.close()
    log.info('late')
    expect(eventsIn('combined.log')).toEqual(['one', 'two'])
    expect(eventsIn('error.log')).toEqual(['two'])
    expect(lines).toHaveLength(3)
    expect(readFileSync(join(directory, 'combined.log'), 'utf8')).not.toContain('canary-secret')
    expect(statSync(join(directory, 'combined.log')).mode & 0o077).toBe(0)
    const again = logInto([], { directory })
    again.info('three')
    await again.close()
    expect(eventsIn('combined.log')).toEqual(['one', 'two', 'three'])
  })

  it('are put aside when they have grown, and not kept for ever', async () => {
    const directory = join(folder, 'logs')
    for (let round = 0; round < LOG_FILES_KEPT + 3; round++) {
      const log = logInto([], { directory })
      log.info(`round ${round}`)
      await log.close()
      writeFileSync(join(directory, 'combined.log'), `${' '.repeat(LOG_FILE_BYTES)}\n`, { flag: 'a' })
    }
    const kept = readdirSync(directory).filter(name => name.startsWith('combined.log'))
    expect(kept).toHaveLength(LOG_FILES_KEPT + 1)
    expect(kept).toContain(`combined.log.${LOG_FILES_KEPT}`)
  })

  it.each([
    ['a file is where the folder is to be', () => join(folder, 'file', 'logs')],
    ['something else is where the file is to be', () => join(folder, 'taken')],
  ])('are refused at once where %s, by the name of the variable', (_case, directory) => {
    writeFileSync(join(folder, 'file'), '')
    mkdirSync(join(folder, 'taken', 'combined.log'), { recursive: true })
    expect(() => logInto([], { directory: directory() })).toThrow(/LOG_DIR/)
  })

  it('that can no longer be written cost their lines and nothing else', async () => {
    const lines: string[] = []
    const directory = join(folder, 'logs')
    const clock = vi.spyOn(performance, 'now')
    const log = logInto(lines, { directory })
    rmSync(directory, { recursive: true })
    writeFileSync(directory, 'in the way')
    log.info('lost')
    await vi.waitFor(() => expect(lines.join('')).toContain('log.file.failed'))
    log.info('lost too')
    rmSync(directory)
    log.info('still resting')
    expect(existsSync(directory)).toBe(false)
    const later = performance.now() + 60_000
    clock.mockImplementation(() => later)
    log.info('kept')
    await log.close()
    expect(eventsIn('combined.log')).toEqual(['kept'])
    expect(lines).toHaveLength(5)
  })
})
