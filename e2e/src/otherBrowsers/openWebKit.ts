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
      args: ['--automation'],
    },
  })
  const driver = await new Builder().usingServer(service.url).withCapabilities(wanted).build()
  await driver.get(url)
  return {
    name: 'WebKit',
    ask: async expression => {
      await driver.switchTo().defaultContent()
      const [frame] = await driver.findElements(By.css('iframe'))
      if (!frame) return null
      await driver.switchTo().frame(frame)
      return driver.executeScript(`return (${expression})`)
    },
    close: async () => {
      await driver.quit().catch(() => undefined)
      service.close()
    },
  }
}
