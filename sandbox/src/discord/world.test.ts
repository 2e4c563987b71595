import { describe, expect, it } from 'vitest'
import { createWorld, type ServerSupervisor } from './world.ts'

function setUp() {
  const clock = { nowMs: Date.UTC(2026, 10, 21) }
  return { clock, world: createWorld({ now: () => clock.nowMs }) }
}

describe('createWorld', () => {
  it('launches nothing for who is not in the voice channel', () => {
    const { world } = setUp()
    expect(world.launch('ana', 0)).toBeNull()
    expect(world.instance()).toBeNull()
  })

  it('brings everybody of the channel into one instance', () => {
    const { world } = setUp()
    for (const name of ['ana', 'ben']) world.joinVoice(name)
    const first = world.launch('ana', 0)
    const second = world.launch('ben', 0)
    expect(second?.id).toBe(first?.id)
    expect(second?.participants).toEqual(['ana', 'ben'])
    expect(first?.id).toMatch(/^i-\d+-gc-1200000000000000001-1300000000000000001$/)
    expect(first?.id).toContain(first?.launchId)
  })

  it('counts who launches again once', () => {
    const { world } = setUp()
    world.joinVoice('ana')
    world.launch('ana', 0)
    expect(world.launch('ana', 0)?.participants).toEqual(['ana'])
  })

  it('ends the instance with its last participant and gives the next one another id', () => {
    const { world } = setUp()
    for (const name of ['ana', 'ben']) world.joinVoice(name)
    const first = world.launch('ana', 0)
    world.launch('ben', 0)
    world.leaveActivity('ana')
    expect(world.instance()?.participants).toEqual(['ben'])
    world.leaveVoice('ben')
    expect(world.instance()).toBeNull()
    expect(world.launch('ana', 0)?.id).not.toBe(first?.id)
  })

  it('has an instance in each channel, and nobody in two', () => {
    const { world } = setUp()
    const elsewhere = '1310000000000000001'
    world.joinVoice('ana')
    const first = world.launch('ana', 0)
    const second = world.launch('ana', 0, elsewhere)
    expect(second).toMatchObject({ channelId: elsewhere, participants: ['ana'] })
    expect(second?.id).toMatch(new RegExp(`-gc-1200000000000000001-${elsewhere}$`))
    expect(world.instanceById(first?.id ?? '')).toBeNull()
    // Whoever opens it again comes back to where they are.
    expect(world.launch('ana', 0)?.id).toBe(second?.id)
    world.leaveVoice('ana')
    expect(world.instance(elsewhere)?.participants).toEqual(['ana'])
    world.leaveActivity('ana')
    expect(world.state().instances).toEqual([])
  })

  it('shows whose roles are whose', () => {
    const { world } = setUp()
    world.setRoles('ben', [])
    world.leaveGuild('cleo')
    expect(world.state().rolesOf).toMatchObject({ ana: ['1210000000000000001'], ben: [], cleo: null })
    expect(world.state().roles.map(({ name }) => name)).toContain('Organiser')
  })

  it('tells of changes, and only of changes', () => {
    const { world } = setUp()
    const heard: number[] = []
    const stop = world.onChange(() => heard.push(world.state().voice.length))
    world.joinVoice('ana')
    world.joinVoice('ana')
    world.leaveVoice('ben')
    world.leaveVoice('ana')
    stop()
    world.joinVoice('cleo')
    expect(heard).toEqual([1, 0])
  })

  it('adds people with names and ids of their own', () => {
    const { world } = setUp()
    const named = world.addPerson('zuzu')
    const unnamed = world.addPerson()
    expect(world.addPerson('zuzu')).toBeNull()
    const ids = world.state().users.map(user => user.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(named?.name).toBe('zuzu')
    expect(world.userByName(unnamed?.name ?? '')).toEqual(unnamed)
  })

  it('knows conditions only while there are any', () => {
    const { world } = setUp()
    world.setConditions('ben', { oneWayMs: 100, jitterMs: 40 })
    expect(world.state().network).toEqual({ ben: { oneWayMs: 100, jitterMs: 40 } })
    world.setConditions('ben', { oneWayMs: 0, jitterMs: 0 })
    expect(world.state().network).toEqual({})
  })

  it('passes on what the supervisor knows of the server', () => {
    const calls: string[] = []
    let tell = () => {}
    let running = true
    const server: ServerSupervisor = {
      kill: () => calls.push('kill'),
      state: () => (running ? 'running' : 'stopped'),
      onChange: listener => {
        tell = listener
        return () => calls.push('unwatched')
      },
    }
    const world = createWorld({ now: Date.now, server })
    const heard: string[] = []
    world.onChange(() => heard.push(world.state().server))
    expect(world.killServer()).toBe(true)
    running = false
    tell()
    world.close()
    expect({ calls, heard }).toEqual({ calls: ['kill', 'unwatched'], heard: ['stopped'] })
  })

  it('says when nobody supervises the server', () => {
    expect(setUp().world.killServer()).toBe(false)
  })
})
