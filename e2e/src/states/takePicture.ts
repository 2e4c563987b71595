import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import type { HostKind, Screen } from './state.ts'

export const SCREENS = join(import.meta.dirname, '../../../docs/screens')

/** Longest side of a picture that is kept, px: small enough for a repository, large enough to read. */
const LONGEST_PX = 960
const QUALITY = 0.62

/** What stands on this screen, into the folder of the documentation. `blank` is an empty page that turns it into WebP. */
export async function takePicture(screen: Screen, host: HostKind, name: string, blank: Page): Promise<void> {
  const shown = host === 'discord' ? screen.page.locator('iframe').first() : screen.page
  const png = (await shown.screenshot({ scale: 'css' })).toString('base64')
  const webp = await blank.evaluate(toWebp, { png, longestPx: LONGEST_PX, quality: QUALITY })
  const path = join(SCREENS, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.from(webp, 'base64'))
}

interface Given {
  readonly png: string
  readonly longestPx: number
  readonly quality: number
}

async function toWebp({ png, longestPx, quality }: Given): Promise<string> {
  const image = new Image()
  image.src = `data:image/png;base64,${png}`
  await image.decode()
  const { naturalWidth, naturalHeight } = image
  const share = Math.min(1, longestPx / Math.max(naturalWidth, naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(naturalWidth * share)
  canvas.height = Math.round(naturalHeight * share)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('There is nothing to draw on.')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/webp', quality).replace(/^[^,]*,/, '')
}
