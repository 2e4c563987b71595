import { Builder, By, Capabilities } from 'selenium-webdriver'
import type { OtherViewer } from './otherViewer.ts'
import { startWebKitDriver } from './startWebKitDriver.ts'

/** WebKitGTK's small browser. It needs a screen: `xvfb-run` gives it one. */
export async function openWebKit(url: string): Promise<OtherViewer> {
  const service = await startWebKitDriver()
  const wanted = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': {
      binary: service.browser,
      // Nobody taps here before the video begins.
      args: ['--automation', '--autoplay-policy=allow'],
    },
  })
  const driver = await new Builder().usingServer(service.url).withCapabilities(wanted).build()
  await driver.get(url)
  /** False while there is no Activity. */
  const intoActivity = async (): Promise<boolean> => {
    await driver.switchTo().defaultContent()
    const [frame] = await driver.findElements(By.css('iframe'))
    if (frame) await driver.switchTo().frame(frame)
    return frame !== undefined
  }
  return {
    name: 'WebKit',
    ask: async expression => ((await intoActivity()) ? driver.executeScript(`return (${expression})`) : null),
    press: async button => {
      if (!(await intoActivity())) return
      const found = await driver.findElement(By.css(`button[aria-label="${button}"]`))
      // The controls go away while nobody moves.
      await driver.actions().move({ origin: found }).perform()
      await found.click()
    },
    close: async () => {
      await driver.quit().catch(() => undefined)
      service.close()
    },
  }
}
