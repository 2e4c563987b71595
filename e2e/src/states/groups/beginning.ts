import { addFault, clearFaults } from '../../sandboxControl.ts'
import { see } from '../acts.ts'
import { arrive } from '../arrive.ts'
import type { Scene, StateGroup } from '../state.ts'

const leave = async ({ me }: Scene): Promise<void> => me.page.context().close()

/** From opening the Activity to the room, and what may stand in between. */
export const beginning: StateGroup = {
  name: 'Coming in, and going out',
  host: 'discord',
  sizes: ['desktop', 'phone', 'pip'],
  begin: async setting => ({ me: await arrive(setting, { user: 'ana', consent: 'refuse' }), friends: [] }),
  states: [
    {
      name: 'consent-refused',
      title: 'Somebody has said no when Discord asked',
      show: ({ me }) => see(me, 'Discord told us you said no.'),
      after: leave,
    },
    {
      name: 'signing-in',
      title: 'The first moments, where they take longer',
      async show(scene) {
        scene.me = await arrive(scene, { user: 'ben' }, context => {
          // Never answered.
          void context.route('**/api/v1/auth/**', () => {})
        })
        await see(scene.me, 'This takes longer than usual. It goes on by itself.')
      },
      after: leave,
    },
    {
      name: 'discord-down',
      title: 'Discord isn’t answering',
      async show(scene) {
        await addFault({ service: 'discord', kind: 'fail', status: 503 })
        scene.me = await arrive(scene, { user: 'cleo' })
        await see(scene.me, 'Discord isn’t answering')
      },
      async after(scene) {
        await leave(scene)
        await clearFaults()
      },
    },
    {
      name: 'server-down',
      title: 'The server is down at the start',
      async show(scene) {
        scene.me = await arrive(scene, { user: 'dan' }, context => {
          void context.route('**/api/**', route => route.abort())
        })
        await see(scene.me, 'Kaltura for Discord isn’t answering')
      },
      after: leave,
    },
    {
      name: 'client-too-old',
      title: 'A Discord app of long ago',
      async show(scene) {
        scene.me = await arrive(scene, { user: 'eva', without: 'AUTHORIZE' })
        await see(scene.me, 'Your Discord app needs an update')
      },
      after: leave,
    },
    {
      name: 'replaced',
      title: 'Watching on another device now',
      async show(scene) {
        const first = await arrive(scene, { user: 'finn', watch: '0_testcard' })
        await first.activity.locator('video').waitFor()
        const second = await arrive(scene, { user: 'finn', watch: '0_testcard' })
        scene.me = first
        await see(first, 'You are watching somewhere else')
        await second.context.close()
      },
      after: leave,
    },
  ],
}
