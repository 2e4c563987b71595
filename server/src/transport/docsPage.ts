import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type RequestHandler, Router } from 'express'
import { otherMethods } from '../platform/http/operationRouter.ts'
import { Asset } from './asset.ts'

const PACKAGE = 'swagger-ui-dist'
const REVALIDATE = 'no-cache'
const SCRIPT = 'application/javascript; charset=utf-8'
const STYLE = 'text/css; charset=utf-8'

/** Nothing but our own files, no frame around it, and no style or script within the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Its icons are pictures within its style sheet.
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const page = (base: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Kaltura for Discord: the API</title>
<link rel="icon" href="/mark.svg">
<link rel="stylesheet" href="${base}/docs/swagger-ui.css">
<link rel="stylesheet" href="${base}/docs/page.css">
<script src="${base}/docs/swagger-ui-bundle.js" defer></script>
<script src="${base}/docs/page.js" defer></script>
</head>
<body>
<main id="document" data-source="${base}/openapi.json"><p>This page needs JavaScript. The document itself is <a href="${base}/openapi.json">openapi.json</a>.</p></main>
</body>
</html>
`

/** Without a validator: that would be another host's. */
const PAGE_SCRIPT = `const place = document.getElementById('document')
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()
SwaggerUIBundle({
  url: place.dataset.source,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  presets: [SwaggerUIBundle.presets.apis],
})
`

const PAGE_STYLE = `body { margin: 0; }
main > p { margin: 2rem; font-family: sans-serif; }
html.dark-mode, html.dark-mode body { background: #1c2022; color: #e4e6e6; }
`

interface DocsFile {
  readonly contentType: string
  readonly body: () => Promise<Buffer>
}

const FILES: Readonly<Record<string, DocsFile>> = {
  'swagger-ui.css': { contentType: STYLE, body: () => readPublished('swagger-ui.css') },
  'swagger-ui-bundle.js': { contentType: SCRIPT, body: () => readPublished('swagger-ui-bundle.js') },
  'page.css': { contentType: STYLE, body: async () => Buffer.from(PAGE_STYLE) },
  'page.js': { contentType: SCRIPT, body: async () => Buffer.from(PAGE_SCRIPT) },
}

const readPublished = (name: string) => readFile(fileURLToPath(import.meta.resolve(`${PACKAGE}/${name}`)))

/** The page that shows the OpenAPI document, with Swagger UI as it was published. Read when it is first asked for. */
export function createDocsPage(): Router {
  const assets = new Map<string, Promise<Asset>>()
  const load = async ({ body, contentType }: DocsFile) =>
    new Asset({ body: await body(), contentType, cacheControl: REVALIDATE })
  const sendFile: RequestHandler<{ name: string }> = async (request, response, next) => {
    const { name } = request.params
    const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined
    if (!file) return next('router')
    const asset = assets.get(name) ?? load(file)
    assets.set(name, asset)
    await (await asset).send(request, response)
  }
  const router = Router()
  router
    .route('/docs')
    .get((request, response) => {
      response
        .set('Content-Security-Policy', POLICY)
        .set('X-Frame-Options', 'DENY')
        .set('Cache-Control', REVALIDATE)
        .type('text/html; charset=utf-8')
        .send(page(request.baseUrl))
    })
    .all(otherMethods(['GET']))
  router
    .route('/docs/:name')
    .get(sendFile)
    .all(otherMethods(['GET']))
  return router
}
