import { expect, test } from '@playwright/test'

const ORIGIN = 'http://127.0.0.1:3000'

for (const colorScheme of ['light', 'dark'] as const)
  test(`the API is browsable, from our own origin alone: ${colorScheme}`, async ({ browser }) => {
    const page = await browser.newPage({ colorScheme })
    const strangers: string[] = []
    const complaints: string[] = []
    page.on('request', request => {
      const { origin, protocol } = new URL(request.url())
      if (origin !== ORIGIN && protocol !== 'data:') strangers.push(request.url())
    })
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', error => complaints.push(error.message))
    await page.goto(`${ORIGIN}/api/v1/docs`)
    await expect(page).toHaveTitle(/Kaltura for Discord/)
    const operation = (path: string) =>
      page
        .locator('.opblock', { has: page.locator(`[data-path="${path}"]`) })
        .getByRole('button')
        .first()
    await operation('/videos/{id}/play').click()
    await expect(page.getByText('Idempotency-Key').first()).toBeVisible()
    await operation('/live').click()
    await page.getByRole('button', { name: 'Try it out' }).last().click()
    await page.getByRole('button', { name: 'Execute' }).click()
    await expect(page.locator('.live-responses-table').first()).toContainText('"status": "ok"')
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(background === 'rgb(28, 32, 34)').toBe(colorScheme === 'dark')
    expect({ strangers, complaints }).toEqual({ strangers: [], complaints: [] })
    await page.close()
  })
