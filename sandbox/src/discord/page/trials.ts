import type { Crowd } from './crowd.ts'
import type { Person } from './person.ts'
import type { LayoutMode } from './rpc/rpcContext.ts'

export interface TrialRun {
  readonly what: string
  /** One word, for the graph. */
  readonly mark: string
  /** Who has to be in step for it to count as healed. */
  readonly expected: () => readonly string[]
  /** Whatever else it takes. */
  readonly restored: () => boolean
  /** Who comes in anew and so starts far away, null if nobody. */
  readonly newcomer: string | null
}

export interface Trial {
  readonly id: string
  readonly label: (crowd: Crowd) => string
  readonly isPossible: (crowd: Crowd) => boolean
  readonly run: (crowd: Crowd) => Promise<TrialRun>
}

const slowLine = { oneWayMs: 100, jitterMs: 40 }
const goodLine = { oneWayMs: 0, jitterMs: 0 }
const stallMs = 3000

/** The second person has the slow line, the third stalls and owns a phone, where there are that many. */
const second = ({ people }: Crowd): Person | null => people[1] ?? people[0] ?? null
const third = ({ people }: Crowd): Person | null => people[2] ?? people.at(-1) ?? null

const nameOf = (person: Person | null): string => (person === null ? 'somebody' : person.user.globalName)
const isSlow = (crowd: Crowd): boolean =>
  (crowd.state.network[second(crowd)?.user.name ?? '']?.oneWayMs ?? 0) > 0
const isOnPhone = (crowd: Crowd): boolean => third(crowd)?.platform === 'mobile'

/** What most trials wait for: everybody whose Activity is open, and nothing else. */
const everybody = (crowd: Crowd, what: string, mark: string): TrialRun => ({
  what,
  mark,
  expected: () => crowd.inActivity(),
  restored: () => true,
  newcomer: null,
})

const addPerson: Trial = {
  id: 'join',
  label: () => 'Add a person',
  isPossible: () => true,
  run: async crowd => {
    const seated = new Set([...crowd.people.map(({ user }) => user.name), ...crowd.state.voice])
    const { name, globalName } =
      crowd.state.users.find(user => !seated.has(user.name)) ?? (await crowd.client.addPerson())
    await crowd.seat([name])
    await crowd.enter(name)
    return { ...everybody(crowd, `${globalName} joined`, 'join'), newcomer: name }
  },
}

const slow: Trial = {
  id: 'slow',
  label: crowd =>
    isSlow(crowd) ? `Mend ${nameOf(second(crowd))}’s line` : `Make ${nameOf(second(crowd))}’s line slow`,
  isPossible: crowd => second(crowd) !== null,
  run: async crowd => {
    const person = second(crowd)
    const line = isSlow(crowd) ? goodLine : slowLine
    if (person !== null) await crowd.client.setNetwork(person.user.name, line)
    const whose = `${nameOf(person)}’s line`
    return line === slowLine
      ? everybody(crowd, `${whose}: ${slowLine.oneWayMs} ± ${slowLine.jitterMs} ms each way`, 'slow')
      : everybody(crowd, `${whose} mended`, 'mend')
  },
}

const stall: Trial = {
  id: 'stall',
  label: crowd => `Stall ${nameOf(third(crowd))} for ${stallMs / 1000} s`,
  isPossible: crowd => third(crowd)?.isInActivity === true,
  run: async crowd => {
    await third(crowd)?.stall(stallMs)
    return everybody(crowd, `${nameOf(third(crowd))} stalled for ${stallMs / 1000} s`, 'stall')
  },
}

const kill: Trial = {
  id: 'kill',
  label: () => 'Kill the server',
  isPossible: crowd => crowd.state.server === 'running',
  run: async crowd => {
    await crowd.client.killServer()
    return { ...everybody(crowd, 'Server killed', 'kill'), restored: () => crowd.state.server === 'running' }
  },
}

const switchDevice: Trial = {
  id: 'phone',
  label: crowd =>
    isOnPhone(crowd)
      ? `Bring ${nameOf(third(crowd))} back to the desk`
      : `Move ${nameOf(third(crowd))} to a phone`,
  isPossible: crowd => third(crowd)?.isInActivity === true,
  run: async crowd => {
    const person = third(crowd)
    const platform = isOnPhone(crowd) ? 'desktop' : 'mobile'
    await person?.moveTo(platform)
    const where = platform === 'mobile' ? 'to a phone' : 'back to the desk'
    return {
      ...everybody(crowd, `${nameOf(person)} moved ${where}`, 'move'),
      newcomer: person?.user.name ?? null,
    }
  },
}

/** Everybody's client at once, as when all of them look something up beside the video. */
export const switchLayout = (mode: LayoutMode, name: string): Trial => ({
  id: `layout-${mode}`,
  label: () => name,
  isPossible: () => true,
  run: async crowd => {
    for (const person of crowd.people) person.setLayout(mode)
    return everybody(crowd, `Layout: ${name.toLowerCase()}`, 'layout')
  },
})

/** Where the page shows one person only, nobody can be put beside them. */
export const trialsFor = ({ parameters }: Crowd): readonly Trial[] => [
  ...(parameters.mode.kind === 'several' ? [addPerson] : []),
  slow,
  stall,
  kill,
  switchDevice,
]
