import { expect, type Locator } from '@playwright/test'
import { HOST_URL, post } from '../../sandboxControl.ts'
import { dialogOf, press, see } from '../acts.ts'
import { arrive } from '../arrive.ts'
import type { Screen, StateGroup } from '../state.ts'

const card = (me: Screen, title: string): Locator =>
  dialogOf(me, 'Meetings').getByRole('listitem').filter({ hasText: title })

const TITLE = 'Weekly planning'

/** Somebody comes and goes in the newest room, which has been recorded then. */
async function recordIt(): Promise<void> {
  const rooms: unknown = await (await fetch(`${HOST_URL}/sandbox/meetings`)).json()
  const ids = Array.isArray(rooms) ? rooms.flatMap(room => String(Reflect.get(Object(room), 'id'))) : []
  await post('/sandbox/meetings/record', { roomId: ids.at(-1) })
}

export const meetings: StateGroup = {
  name: 'Meetings',
  host: 'discord',
  sizes: ['desktop', 'phone'],
  begin: async setting => ({ me: await arrive(setting, { user: 'ana' }), friends: [] }),
  states: [
    {
      name: 'meetings',
      title: 'The meetings of a server',
      async show({ me }) {
        await press(me, /^Meetings/)
        await expect(dialogOf(me, 'Meetings')).toBeVisible()
        await expect(dialogOf(me, 'Meetings').getByRole('button', { name: 'Start a meeting' })).toBeVisible()
      },
    },
    {
      name: 'meeting-start',
      title: 'One is started',
      async show({ me }) {
        await press(me, 'Start a meeting')
        await dialogOf(me, 'Start a meeting').getByRole('textbox', { name: 'Title' }).fill(TITLE)
      },
      after: ({ me }) => press(me, 'Start now'),
    },
    {
      name: 'meeting-live',
      title: 'A meeting is live',
      show: ({ me }) => expect(card(me, TITLE).first()).toContainText('Live'),
      after: recordIt,
    },
    {
      name: 'meeting-end',
      title: 'Before it is ended for everyone',
      async show({ me }) {
        await card(me, TITLE).first().getByRole('button', { name: 'End' }).dispatchEvent('click')
        await see(me, 'End “Weekly planning” for everyone?')
      },
      after: ({ me }) => press(me, 'End meeting for everyone'),
    },
    {
      name: 'meeting-ended',
      title: 'It is over',
      show: ({ me }) => expect(card(me, TITLE).first()).toContainText('Ended'),
    },
    {
      name: 'meeting-recorded',
      title: 'Its recording is there',
      show: ({ me }) =>
        expect(card(me, TITLE).first().getByRole('button', { name: 'Watch recording together' })).toBeVisible(
          {
            timeout: 90_000,
          },
        ),
    },
  ],
}
