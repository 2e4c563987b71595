import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface ChildWithPort {
  readonly url: string
  close(): Promise<void>
}

/** Runs one of the bare sides of a comparison, which prints its port, as a process of its own. */
export async function startChildWithPort(
  file: string,
  programArguments: readonly string[] = [],
): Promise<ChildWithPort> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, file), ...programArguments],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const { stdout } = child
  if (stdout === null) throw new Error(`${file} has no output.`)
  const [line] = await once(stdout.setEncoding('utf8'), 'data')
  return {
    url: `http://127.0.0.1:${String(line).trim()}`,
    close: async () => {
      const closed = once(child, 'close')
      child.kill()
      await closed
    },
  }
}
