import { setTimeout as pause } from 'node:timers/promises'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { BenchOptions } from '../benchOptions.ts'
import type { Section } from '../figure.ts'
import { accepted, type Member, openMembers, pauseOn } from '../member.ts'
import { withProduct } from '../product.ts'
import { people } from '../signIn.ts'

/** So many that nobody is asked to slow down. */
const MEMBERS = 50
const ENTRY = '0_testcard'
/** From the one to the other, ms at most; most are close together. */
const LARGEST_GAP_MS = 60

/** Two members act at nearly the same moment, over and over: the later one must be what everybody ends up with. */
export async function measureLastCommand({ pairs }: BenchOptions): Promise<Section> {
  const { lost, wrong } = await withProduct(async () => {
    const members = await openMembers(await people(MEMBERS))
    const [first] = members
    if (!first) throw new Error('Nobody is here.')
    await pauseOn(first, ENTRY)
    const observer = observe(members)
    const counts = { lost: 0, wrong: 0 }
    for (let pair = 0; pair < pairs; pair++) {
      const outcome = await tryPair(members, pair, observer)
      counts.lost += outcome.lost
      counts.wrong += outcome.wrong
    }
    for (const member of members) member.close()
    return counts
  })
  return {
    name: 'Last of two close commands',
    setting: `${pairs} pairs of seeks by two of ${MEMBERS} members, 0 to ${LARGEST_GAP_MS} ms apart; all members are looked at after each pair.`,
    figures: [
      { name: 'acknowledged and never seen', value: lost, unit: 'lost', must: 0, goal: 0 },
      { name: 'ended up with another one than the last', value: wrong, unit: 'wrong', must: 0, goal: 0 },
    ],
  }
}

interface Observer {
  /** Resolves once this member has seen the room's event of that number. */
  seen(index: number, seq: number): Promise<void>
  /** Position of the last seek this member saw. */
  positionS(index: number): number | null
  has(index: number, seq: number): boolean
}

function observe(members: readonly Member[]): Observer {
  const last = members.map(() => ({ seq: 0, positionS: null as number | null, seqs: new Set<number>() }))
  const waiting = members.map(() => new Set<() => void>())
  members.forEach((member, index) => {
    member.onEvents(({ events }) => {
      for (const event of events) take(index, event)
      for (const wake of [...(waiting[index] ?? [])]) wake()
    })
  })
  const take = (index: number, { seq, event }: CommittedEvent): void => {
    const state = last[index]
    if (!state) return
    state.seq = seq
    state.seqs.add(seq)
    if (event.type === 'playback.seeked' && event.playback.mode === 'paused')
      state.positionS = event.playback.positionS
  }
  return {
    seen: (index, seq) =>
      new Promise(resolve => {
        const wake = (): void => {
          if ((last[index]?.seq ?? 0) < seq) return
          waiting[index]?.delete(wake)
          resolve()
        }
        waiting[index]?.add(wake)
        wake()
      }),
    positionS: index => last[index]?.positionS ?? null,
    has: (index, seq) => last[index]?.seqs.has(seq) ?? false,
  }
}

async function tryPair(
  members: readonly Member[],
  pair: number,
  observer: Observer,
): Promise<{ readonly lost: number; readonly wrong: number }> {
  const [a, b] = [0, 1].map(offset => members[(pair * 2 + offset) % members.length])
  if (!a || !b) throw new Error('Nobody is here.')
  const positions = [1 + Math.random() * 100, 1 + Math.random() * 100]
  const first = accepted(a.send({ type: 'playback.seek', positionS: positions[0] ?? 0 }))
  await pause(LARGEST_GAP_MS * Math.random() ** 3)
  const second = accepted(b.send({ type: 'playback.seek', positionS: positions[1] ?? 0 }))
  const seqs = await Promise.all([first, second])
  const lastSeq = Math.max(...seqs)
  const expectedS = positions[seqs.indexOf(lastSeq)]
  const everybody = [...members.keys()]
  await Promise.all(everybody.map(index => observer.seen(index, lastSeq)))
  const lost = seqs.filter(seq => !everybody.every(index => observer.has(index, seq))).length
  const wrong = everybody.filter(index => observer.positionS(index) !== expectedS).length
  return { lost, wrong }
}
