import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { createLanguage } from '../../messages/language.ts'
import { TextContext } from '../../messages/TextContext.ts'
import { StageOverlay } from './StageOverlay.tsx'
import type { Scene } from './scene.ts'

function shown(scene: Scene, where: { readonly closed?: boolean; readonly little?: boolean } = {}): string {
  const nothing = (): void => {}
  return renderToStaticMarkup(
    <TextContext value={createLanguage().text.get()}>
      <StageOverlay
        scene={scene}
        apart={false}
        faces={[]}
        little={where.little ?? false}
        onContinueWithout={nothing}
        onWatchAgain={nothing}
        onChooseAnother={where.closed ? null : nothing}
        onRetry={nothing}
        upNext={null}
        onNext={null}
      />
    </TextContext>,
  )
}

const LATE = { kind: 'loading', late: true } as const

describe('over a video of which nothing has come', () => {
  it('there is that it loads, and nothing to press', () => {
    const overlay = shown({ kind: 'loading', late: false })
    expect(overlay).toContain('Loading the video')
    expect(overlay).not.toContain('<button')
  })

  it('there is after a while why, and a way out', () => {
    const overlay = shown(LATE)
    for (const text of ['isn’t coming', 'connection to Kaltura', 'Try again', 'Choose another video'])
      expect(overlay).toContain(text)
  })

  it('there is why on one line in a little window', () => {
    expect(shown(LATE, { little: true })).toMatch(/^<p[^>]*>The video isn’t coming<\/p>$/)
  })

  it.each([
    ['that is late', LATE],
    ['that fails', { kind: 'failed', failure: { kind: 'cannotPlay' } }],
  ] as const)('or one %s, nobody is sent to a library that is closed to them', (_what, scene) => {
    const overlay = shown(scene, { closed: true })
    expect(overlay).toContain('Try again')
    expect(overlay).not.toMatch(/hoose another/)
  })
})
