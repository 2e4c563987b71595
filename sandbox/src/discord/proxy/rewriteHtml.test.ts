import { describe, expect, it } from 'vitest'
import { rewriteHtml } from './rewriteHtml.ts'

const rewrite = (html: string) => rewriteHtml(html, { nonce: 'N', script: 'S' })
const injected = '<script nonce="N">S</script>'

describe('rewriteHtml', () => {
  it.each([
    ['<!doctype html><html><head lang="x"><title>', `<!doctype html><html><head lang="x">${injected}<title>`],
    ['<!doctype html><html lang="de"><body>', `<!doctype html><html lang="de">${injected}<body>`],
    ['<!DOCTYPE html><p>', `<!DOCTYPE html>${injected}<p>`],
    ['<p>', `${injected}<p>`],
  ])('puts its script first in %s', (html, expected) => {
    expect(rewrite(html)).toBe(expected)
  })

  it('gives inline scripts the nonce, in place of their own', () => {
    expect(rewrite('<head><script type="module" nonce="own">x</script><SCRIPT>y</SCRIPT>')).toBe(
      `<head>${injected}<script nonce="N" type="module">x</script><script nonce="N">y</SCRIPT>`,
    )
  })

  it('gives none to scripts with a source', () => {
    const html = '<head><script type="module" crossorigin src="/a.js"></script>'
    expect(rewrite(html)).toBe(html.replace('<head>', `<head>${injected}`))
  })

  it('takes no header for a head', () => {
    expect(rewrite('<header>x</header>')).toBe(`${injected}<header>x</header>`)
  })
})
