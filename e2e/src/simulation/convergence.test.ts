import { expect, it } from 'vitest'
import { histories, seed } from '../../../shared/src/room/testing/seed.ts'
import { tryHistory } from './history.ts'

it('SY2 SY3 SY4 after any history of drops, repeats, overtakings and restarts all clients have the room of the server', async () => {
  const count = histories(20_000)
  for (let index = 0; index < count; index++) expect(await tryHistory(seed() + index)).toBeNull()
}, 180_000)
