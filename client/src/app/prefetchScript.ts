/** Fetches a script while nothing else is going on, so that it is there once it is asked for. */
export function prefetchScript(url: string): void {
  const link = document.createElement('link')
  link.rel = 'prefetch'
  link.as = 'script'
  link.href = url
  document.head.append(link)
}
