import { Builder, By, Capabilities } from 'selenium-webdriver'
import type { OtherViewer } from './otherViewer.ts'
import { startWebKitDriver } from './startWebKitDriver.ts'

interface WebKitKind {
  readonly name: string
  /** What it has and lacks otherwise than usual, as WebKit names it. */
  readonly features: readonly string[]
}

const USUAL: WebKitKind = { name: 'WebKit', features: [] }

/** As older phones are: streams play by themselves, or not at all. */
export const PLAYS_BY_ITSELF: WebKitKind = {
  name: 'WebKit without media sources',
  features: ['-MediaSource', '-ManagedMediaSource'],
}
/** As phones are since 2023. */
export const MANAGES_MEDIA: WebKitKind = {
  name: 'WebKit with managed media sources alone',
  features: ['-MediaSource', '+ManagedMediaSource'],
}

/** WebKitGTK's small browser. It needs a screen: `xvfb-run` gives it one. */
export async function openWebKit(url: string, kind: WebKitKind = USUAL): Promise<OtherViewer> {
  const service = await startWebKitDriver()
  const wanted = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': {
      binary: service.browser,
      // Nobody taps here before the video begins.
      args: [
        '--automation',
        '--autoplay-policy=allow',
        ...(kind.features.length > 0 ? [`--features=${kind.features.join(',')}`] : []),
      ],
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
    name: kind.name,
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
