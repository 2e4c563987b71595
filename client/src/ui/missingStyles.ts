/** Addresses of style sheets that didn't come. */
const missing = new Set<string>()

/** From now on, those that don't come with a part of the page are known. */
export function watchStyles(): void {
  document.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missing.add(target.href)
    },
    true,
  )
}

/** The bundler asks for a style sheet once, whatever becomes of it; scripts come again with their part. */
export async function fetchMissingStyles(): Promise<void> {
  await Promise.all([...missing].map(fetchStyle))
}

function fetchStyle(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.crossOrigin = ''
    link.href = href
    link.addEventListener('load', () => {
      missing.delete(href)
      resolve()
    })
    link.addEventListener('error', () => {
      link.remove()
      reject(new Error(`${href} did not come`))
    })
    document.head.append(link)
  })
}
