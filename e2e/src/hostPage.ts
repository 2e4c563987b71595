import type { Person } from './person.ts'

/** What the sandbox's host page lets tests see and do: `sandboxHandle.ts` there has all of it. */
interface HostPage {
  setLayout(handle: string, mode: 'focused' | 'pip' | 'grid'): void
  setThermal(handle: string, state: 0 | 1 | 2 | 3): void
  client(handle: string): { readonly presence: string | null; readonly locks: object } | null
  rpcLog(): readonly { readonly cmd: string; readonly ok: boolean }[]
}

declare global {
  interface Window {
    sandbox: HostPage
  }
}

/** What Discord's client shows and holds on behalf of this person's Activity. */
export const clientOf = ({ page, handle }: Person) =>
  page.evaluate(name => window.sandbox.client(name), handle)

/** What this person's Activity has asked of Discord's client and was refused, in that order. */
export const refusalsOf = ({ page }: Person): Promise<string[]> =>
  page.evaluate(() => window.sandbox.rpcLog().flatMap(({ cmd, ok }) => (ok ? [] : [cmd])))

export const setThermal = ({ page, handle }: Pick<Person, 'page' | 'handle'>, state: 0 | 3) =>
  page.evaluate(([name, heat]) => window.sandbox.setThermal(name, heat), [handle, state] as const)

export const setLayout = (
  { page, handle }: Pick<Person, 'page' | 'handle'>,
  mode: 'focused' | 'pip' | 'grid',
) => page.evaluate(([name, layout]) => window.sandbox.setLayout(name, layout), [handle, mode] as const)
