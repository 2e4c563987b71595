import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Response } from 'express'
import { sendProblem } from '../platform/http/answer.ts'

interface ClientPage {
  /** Where the built client is. */
  readonly directory: string
  /** `index.html`. */
  readonly file: string
  /** Of the element that its configuration is put into. */
  readonly configId: string
  readonly config: unknown
}

/** Sends one of the client's pages. Read on each request: pages load seldom and builds change. */
export type SendClientPage = (response: Response) => Promise<void>

/** One of the client's pages with its configuration in it, changed as `adapt` says. */
export function createClientPage(
  { directory, file, configId, config }: ClientPage,
  adapt: (page: string) => string = page => page,
): SendClientPage {
  // `<` escaped, so that no value can end the element.
  const json = JSON.stringify(config).replaceAll('<', '\\u003c')
  const element = `<script type="application/json" id="${configId}">${json}</script>`
  return async response => {
    const page = await readPage(join(directory, file))
    if (page === null)
      return sendProblem(response, {
        code: 'unavailable',
        message: 'The client has not been built yet. Run the build first.',
      })
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(adapt(page).replace('</head>', () => `${element}</head>`))
  }
}

async function readPage(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return null
  }
}
