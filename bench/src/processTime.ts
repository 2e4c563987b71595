import type { Frame } from '@playwright/test'

/** Processor time of the process that a frame of its own site runs in, s, since that began. */
export async function processTimeS(frame: Frame): Promise<number> {
  const session = await frame.page().context().newCDPSession(frame)
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  const found = metrics.find(({ name }) => name === 'ProcessTime')
  if (found === undefined) throw new Error('This browser does not say what its processes cost.')
  return found.value
}
