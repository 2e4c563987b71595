import { expect } from '@playwright/test'
import { addFault, clearFaults } from '../../sandboxControl.ts'
import { closePanel, escapeDialog, openPanel, press, see } from '../acts.ts'
import { arrive } from '../arrive.ts'
import type { Scene, StateGroup } from '../state.ts'

const search = ({ me }: Scene, words: string) => me.activity.getByRole('searchbox').fill(words)
const NO_VIDEOS = JSON.stringify({ videos: [], total: 0, nextCursor: null })

/** Nothing is on yet. */
export const library: StateGroup = {
  name: 'The library',
  host: 'discord',
  sizes: ['desktop', 'phone'],
  begin: async setting => ({ me: await arrive(setting, { user: 'ana' }), friends: [] }),
  states: [
    {
      name: 'library',
      title: 'The library; nobody else is here yet',
      sizes: ['desktop', 'phone', 'pip'],
      async show({ me }) {
        await expect(me.activity.getByRole('button', { name: /^Test card/ }).first()).toBeVisible()
        await see(me, 'You are the only one here.')
      },
    },
    {
      name: 'video-details',
      title: 'What there is to know of a video',
      async show({ me }) {
        await press(me, /^Tides, explained/)
        await expect(me.activity.getByRole('button', { name: 'Watch together' })).toBeVisible()
      },
      after: ({ me }) => escapeDialog(me),
    },
    {
      name: 'library-people',
      title: 'Who is here, beside the library',
      sizes: ['desktop'],
      show: ({ me }) => openPanel(me, 'Queue').then(() => openPanel(me, 'People')),
      after: closePanel,
    },
    {
      name: 'collections',
      title: 'Playlists and categories',
      async show({ me }) {
        await press(me, 'Collections')
        await expect(me.activity.getByRole('region', { name: 'Categories' })).toBeVisible()
      },
    },
    {
      name: 'collection',
      title: 'The videos of a playlist',
      async show({ me }) {
        await press(me, /^Winter programme/)
        await expect(me.activity.getByRole('button', { name: 'Add all to the queue' })).toBeVisible()
      },
      after: ({ me }) => press(me, 'Library'),
    },
    {
      name: 'searching',
      title: 'Searching, where it takes longer',
      async show(scene) {
        await addFault({ service: 'kaltura', kind: 'slow', delayMs: 60_000 })
        await search(scene, 'the sea by day')
        await expect(scene.me.activity.locator('[data-stale]')).toBeVisible()
      },
      after: clearFaults,
    },
    {
      name: 'nothing-found',
      title: 'Nothing is found',
      says: /Nothing found for “zebra crossings”/,
      async show(scene) {
        await search(scene, 'zebra crossings')
        await see(scene.me, 'Nothing found for “zebra crossings”')
      },
    },
    {
      name: 'library-without-kaltura',
      title: 'Kaltura isn’t answering',
      async show(scene) {
        await addFault({ service: 'kaltura', kind: 'absent' })
        // Nobody has asked for it before: an older answer would stand in.
        await search(scene, `zebra crossings on a ${scene.device}`)
        await see(scene.me, 'The videos couldn’t be loaded')
      },
      async after({ me, device }) {
        await clearFaults()
        // What has failed again and again is left alone for some seconds.
        await expect(async () => {
          const again = me.activity.getByRole('button', { name: 'Try again' })
          if (await again.isVisible()) await again.click()
          await see(me, `Nothing found for “zebra crossings on a ${device}”`, { timeout: 2_000 })
        }).toPass({ timeout: 30_000 })
      },
    },
    {
      name: 'library-empty',
      title: 'An account without videos',
      async show(scene) {
        await scene.me.page.context().close()
        scene.me = await arrive(scene, { user: 'ana' }, context => {
          void context.route(/\/api\/v1\/videos(\?|$)/, route =>
            route.fulfill({ contentType: 'application/json', body: NO_VIDEOS }),
          )
        })
        await see(scene.me, 'No videos yet')
      },
      after: ({ me }) => me.page.context().close(),
    },
    {
      name: 'library-wrong-link',
      title: 'A link to a video that has gone',
      says: /no longer in the library/,
      async show(scene) {
        scene.me = await arrive(scene, { user: 'ben', watch: '0_nothing' })
        await see(scene.me, /no longer in the library/)
      },
    },
  ],
}
