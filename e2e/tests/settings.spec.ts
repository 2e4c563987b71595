import { expect, test } from '../src/fixtures.ts'
import type { Person } from '../src/person.ts'
import { goTo, openSettings, saidTo, settingOf, settingsOf } from '../src/settings.ts'
import { violations } from '../src/violations.ts'

const JOINS = 'notifications.types.user_join'
const SHARED = 'notifications.templates.meeting_share'
const WATCH = 'commands.permissions.kaltura-watch'

/** The server as it comes, whatever a test before has left behind. */
async function resetAll(person: Person): Promise<void> {
  for (const part of ['Notifications', 'Commands', 'Roles', 'Features']) {
    await goTo(person, part)
    const reset = settingsOf(person).getByRole('button', { name: `Back to defaults: ${part}` })
    if ((await reset.count()) === 0) continue
    await reset.click()
    await person.button('Bring defaults back').click()
    await expect(saidTo(person)).toHaveText(`Back to the defaults: ${part}`)
  }
  await goTo(person, 'Notifications')
}

test('an admin changes a text, a switch and a permission, and takes things back', async ({ party }) => {
  test.setTimeout(120_000)
  const ana = await party.invite({ user: 'ana' })
  await openSettings(ana)
  await resetAll(ana)
  expect(await violations(ana)).toEqual([])

  const joins = settingOf(ana, JOINS)
  await joins.getByRole('switch').check()
  await expect(saidTo(ana)).toHaveText('Saved: Somebody joins')
  await expect(joins).toContainText('Changed')
  await expect(joins).toContainText('Default: off')
  await expect(joins).toContainText('Last changed by Ana')
  await ana.button('Undo').click()
  await expect(joins.getByRole('switch')).not.toBeChecked()
  await expect(joins.getByRole('switch')).toBeFocused()
  await expect(saidTo(ana)).toHaveText('As it was before: Somebody joins')

  const shared = settingOf(ana, SHARED)
  const text = shared.getByRole('textbox')
  await text.fill('')
  await ana.button('Save: Text when a meeting is shared').click()
  await expect(shared).toContainText('takes a text of 1 to 1,500 characters. Nothing has changed.')
  await expect(text).toHaveAttribute('aria-invalid', 'true')
  await text.fill('x'.repeat(1501))
  await expect(shared).toContainText('1,501 of 1,500 characters')
  await ana.button('Save: Text when a meeting is shared').click()
  await expect(text).toBeFocused()
  expect(await violations(ana)).toEqual([])
  await text.fill('**{{title}}** wartet — مرحبا 🎬')
  await text.press('Control+Enter')
  await expect(saidTo(ana)).toHaveText('Saved: Text when a meeting is shared')
  await expect(shared).not.toContainText('Nothing has changed')

  const channel = settingOf(ana, 'notifications.channels.meeting_start')
  await channel.getByRole('combobox').selectOption('#Movie night')
  await ana.button('Save: Channel for beginning meetings').click()
  await expect(saidTo(ana)).toHaveText('Saved: Channel for beginning meetings')

  await goTo(ana, 'Commands')
  const watch = settingOf(ana, WATCH)
  await watch.getByRole('button', { name: 'Remove everyone' }).click()
  await expect(watch).toContainText('Nobody may do this.')
  await watch.getByRole('combobox').selectOption('Organiser')
  await watch.getByRole('button', { name: 'Add', exact: true }).click()
  await ana.button('Save: Put a video on').click()
  await expect(saidTo(ana)).toHaveText('Saved: Put a video on')
  expect(await violations(ana)).toEqual([])

  await goTo(ana, 'Roles')
  await settingsOf(ana).getByRole('combobox', { name: 'Discord role' }).selectOption('Organiser')
  await ana.button('Add role').click()
  await expect(saidTo(ana)).toHaveText('Saved: Organiser')
  const organiser = settingsOf(ana).getByRole('combobox', { name: 'Organiser', exact: true })
  await expect(organiser).toHaveValue('moderator')
  expect(await violations(ana)).toEqual([])

  await goTo(ana, 'History')
  const history = settingsOf(ana).getByRole('list', { name: 'History' })
  await expect(history).toContainText('Put a video on: everyone → Organiser')
  await expect(history).toContainText('Organiser: not set → Moderator')
  expect(await violations(ana)).toEqual([])
  await resetAll(ana)
  await goTo(ana, 'Commands')
  await expect(watch).toContainText('everyone')
  await ana.page.keyboard.press('Escape')
  await expect(settingsOf(ana)).toHaveCount(0)
  await expect(ana.button('Settings')).toBeFocused()
})

test('who may not look at them is offered nothing, and who may only look changes nothing', async ({
  party,
}) => {
  const ana = await party.invite({ user: 'ana' })
  const cleo = await party.invite({ user: 'cleo' })
  await openSettings(ana)
  await resetAll(ana)
  await expect(cleo.button('Leave')).toBeVisible()
  await expect(cleo.button('Settings')).toHaveCount(0)
  await goTo(ana, 'Commands')
  const view = settingOf(ana, 'commands.permissions.kaltura-config-view')
  await view.getByRole('combobox').selectOption('moderators and admins')
  await view.getByRole('button', { name: 'Add', exact: true }).click()
  await ana.button('Save: See these settings').click()
  await expect(saidTo(ana)).toHaveText('Saved: See these settings')

  const ben = await party.invite({ user: 'ben' })
  await openSettings(ben)
  await expect(settingsOf(ben)).toContainText('To change them, ask one of this server’s admins.')
  await expect(settingOf(ben, JOINS).getByRole('switch')).toBeDisabled()
  await expect(settingsOf(ben).getByRole('button', { name: /^Back to default/ })).toHaveCount(0)
  expect(await violations(ben)).toEqual([])

  await resetAll(ana)
  await expect(
    settingsOf(ben).getByRole('heading', { name: 'You may not look at these settings' }),
  ).toBeVisible()
  expect(await violations(ben)).toEqual([])
  await expect(cleo.button('Settings')).toHaveCount(0)
})

test('two admins at once: the second is told what the first has changed, and both see it', async ({
  party,
}) => {
  test.setTimeout(120_000)
  const [ana, dan] = [await party.invite({ user: 'ana' }), await party.invite({ user: 'dan' })]
  await openSettings(ana)
  await resetAll(ana)
  await openSettings(dan)
  const text = settingOf(dan, SHARED).getByRole('textbox')
  await text.fill('Come in')
  await settingOf(ana, JOINS).getByRole('switch').check()
  await expect(saidTo(ana)).toHaveText('Saved: Somebody joins')
  await dan.button('Save: Text when a meeting is shared').click()
  const notice = settingsOf(dan).getByRole('alert')
  // Where the other one's change had come in already, it is made to what he has seen.
  await expect(notice.or(saidTo(dan).filter({ hasText: 'Saved' })).first()).toBeVisible()
  if (await notice.getByText('Your change wasn’t made').isVisible()) {
    await expect(notice).toContainText('Somebody joins: off → on')
    await expect(text).toHaveValue('Come in')
    expect(await violations(dan)).toEqual([])
    await dan.button('OK').click()
    await dan.button('Save: Text when a meeting is shared').click()
  }
  await expect(saidTo(dan)).toHaveText('Saved: Text when a meeting is shared')
  await expect(settingOf(dan, JOINS).getByRole('switch')).toBeChecked()
  await expect(settingOf(ana, SHARED).getByRole('textbox')).toHaveValue('Come in')
  await expect(settingOf(ana, SHARED)).toContainText('Last changed by Dan')
  await resetAll(ana)
})

test('while the server is away: said, with a way on, and nothing that was written is lost', async ({
  party,
}) => {
  const ana = await party.invite({ user: 'ana' })
  const away = '**/api/v1/config/**'
  await expect(ana.button('Settings')).toBeVisible()
  await ana.context.route(away, route => route.abort())
  await ana.button('Settings').click()
  const failed = settingsOf(ana).getByRole('heading', { name: 'The settings couldn’t be loaded' })
  await expect(failed).toBeVisible()
  expect(await violations(ana)).toEqual([])
  await ana.context.unroute(away)
  await settingsOf(ana).getByRole('button', { name: 'Try again' }).click()
  const text = settingOf(ana, SHARED).getByRole('textbox')
  await text.fill('Come in')
  await ana.context.route(away, route => route.abort())
  await ana.button('Save: Text when a meeting is shared').click()
  await expect(saidTo(ana)).toHaveText('Not saved: Text when a meeting is shared')
  await expect(settingOf(ana, SHARED)).toContainText('The server isn’t answering. Nothing has changed')
  expect(await violations(ana)).toEqual([])
  await ana.page.keyboard.press('Escape')
  await ana.context.unroute(away)
  await openSettings(ana)
  await expect(text).toHaveValue('Come in')
  await ana.button('Cancel: Text when a meeting is shared').click()
  await expect(text).not.toHaveValue('Come in')
})

test('on a phone, upright, in German: all of it fits, and can be touched', async ({ party }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const ana = await party.invite({ user: 'ana', platform: 'mobile', locale: 'de' }, phone)
  await ana.button('Einstellungen').tap()
  const panel = ana.activity.getByRole('dialog', { name: 'Einstellungen dieses Servers' })
  const joins = panel.getByRole('switch', { name: 'Jemand tritt bei' })
  await joins.tap()
  await expect(panel.getByRole('status').last()).toHaveText('Gespeichert: Jemand tritt bei')
  await ana.button('Rückgängig machen').tap()
  await expect(joins).not.toBeChecked()
  for (const part of ['Benachrichtigungen', 'Befehle', 'Rollen', 'Funktionen', 'Verlauf']) {
    await panel.getByRole('navigation').getByRole('button', { name: part }).tap()
    const overflowPx = await panel.evaluate(element => {
      const wide = [...element.querySelectorAll('*')].filter(
        each => each.closest('nav') === null && each.getBoundingClientRect().right > innerWidth + 1,
      )
      return wide.length
    })
    expect([part, overflowPx]).toEqual([part, 0])
    expect(await violations(ana)).toEqual([])
  }
})
