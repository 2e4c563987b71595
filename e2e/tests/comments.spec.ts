import { composerOf, floatOf, listedFor, marksOf, openComments } from '../src/comments.ts'
import { press, seekTo } from '../src/controls.ts'
import { expect, test } from '../src/fixtures.ts'
import { setLayout } from '../src/hostPage.ts'
import { panelOf } from '../src/queue.ts'
import { hostState } from '../src/sandboxControl.ts'
import { expectNear, expectPlaying } from '../src/together.ts'
import { violations } from '../src/violations.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const WORDS = 'Look at the <i>dial</i> 🍿'

test('pinned by one, seen by all at its moment, also by those of the server who come later', async ({
  party,
}) => {
  const people = await party.inviteAll(['ana', 'cleo'], { watch: '0_testcard' })
  const [ana, cleo] = people
  if (!ana || !cleo) throw new Error('Somebody is missing.')
  const { keyboard } = ana.page
  for (const each of people) await expectPlaying(each)

  await test.step('a key opens the field; whoever writes stops nobody, and all see it at once', async () => {
    await seekTo(ana, 30)
    await keyboard.press('p')
    await expect(composerOf(ana)).toBeFocused()
    await expect(panelOf(ana).getByText('Nothing said yet')).toBeVisible()
    expect(await violations(ana)).toEqual([])
    await keyboard.type(WORDS)
    await keyboard.press('Enter')
    await expect(floatOf(cleo)).toHaveText(`Ana ${WORDS}`)
    await expect(listedFor(ana)).toHaveCount(1)
    await expect(listedFor(ana).getByRole('button').first()).toHaveAccessibleName(
      /^Ana 0:(29|3\d) Look at the/,
    )
    await expect(marksOf(cleo)).toHaveCount(1)
    await expect(composerOf(ana)).toHaveValue('')
    await expectPlaying(ana)
  })

  await test.step('a jump past it shows nothing; a press in the list takes everybody to it', async () => {
    await seekTo(cleo, 80)
    await expectNear(people, 80, 5)
    await expect(floatOf(cleo)).toHaveCount(0)
    await keyboard.press('Escape')
    await listedFor(ana).getByRole('button').first().focus()
    await keyboard.press('Enter')
    await expect(floatOf(cleo)).toHaveText(`Ana ${WORDS}`)
    await expect(floatOf(ana)).toHaveText(`Ana ${WORDS}`)
    await setLayout(cleo, 'pip')
    await expect(floatOf(cleo)).toHaveCount(0)
    await setLayout(cleo, 'focused')
  })

  await test.step('removed by keyboard it is gone for all, and back when that is taken back', async () => {
    await press(cleo, 'Comments')
    await expect(listedFor(cleo)).toHaveCount(1)
    await expect(listedFor(cleo).getByRole('button', { name: /^Remove/ })).toHaveCount(0)
    await listedFor(ana).getByRole('button').first().focus()
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await expect(listedFor(cleo)).toHaveCount(0)
    await expect(marksOf(cleo)).toHaveCount(0)
    const undo = listedFor(ana).getByRole('button', { name: 'Undo' })
    await expect(undo).toBeFocused()
    expect(await violations(ana)).toEqual([])
    await keyboard.press('Enter')
    await expect(listedFor(cleo)).toHaveCount(1)
    await expect(listedFor(ana).getByRole('button', { name: /^Ana / })).toBeFocused()
    await expect(listedFor(ana).getByRole('button', { name: /^Remove the comment of Ana at/ })).toHaveCount(1)
  })

  await test.step('whoever doesn’t want them over the video has the list alone', async () => {
    await panelOf(cleo).getByRole('switch', { name: 'Show over the video' }).uncheck()
    await expect(marksOf(cleo)).toHaveCount(0)
    await expect(listedFor(cleo)).toHaveCount(1)
    await expect(marksOf(ana)).toHaveCount(1)
  })

  await test.step('on a phone, in another Activity of the server, on another evening', async () => {
    for (const { context } of people) await context.close()
    await expect.poll(async () => (await hostState()).instance, { intervals: [50] }).toBeNull()
    const ben = await party.invite({ user: 'ben', watch: '0_testcard', platform: 'mobile' }, PHONE)
    await expectPlaying(ben)
    await expect(marksOf(ben)).toHaveCount(1)
    await openComments(ben)
    await expect(listedFor(ben)).toHaveCount(1)
    await composerOf(ben).fill('Me too')
    await panelOf(ben).getByRole('button', { name: '5 seconds later' }).tap()
    await panelOf(ben).getByRole('button', { name: 'Pin', exact: true }).tap()
    await expect(listedFor(ben)).toHaveCount(2)
    await panelOf(ben).getByRole('tab', { name: 'People' }).tap()
    await openComments(ben)
    await listedFor(ben).last().getByRole('button').first().tap()
    await panelOf(ben).getByRole('tab', { name: 'People' }).tap()
    await expect(floatOf(ben).filter({ hasText: WORDS })).toBeVisible()
    expect(await violations(ben)).toEqual([])
  })
})
