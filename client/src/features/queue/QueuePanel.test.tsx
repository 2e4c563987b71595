import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createLanguage } from '../../messages/language.ts'
import { TextContext } from '../../messages/TextContext.ts'
import { apiError } from '../api/apiResult.ts'
import { ControlContext } from '../control/ControlContext.ts'
import { createControl } from '../control/createControl.ts'
import { createTestRoom } from '../control/testing/createTestRoom.ts'
import { createNotices } from '../room/createNotices.ts'
import { createQueueModel } from './createQueueModel.ts'
import { QueuePanel } from './QueuePanel.tsx'

// What menus come with listens to the page as soon as it is there.
vi.hoisted(() => vi.stubGlobal('document', new EventTarget()))

const closings: (() => void)[] = []

/** The panel of an empty queue, as the page of somebody who watches has it. */
function panelWhere(closed: boolean): string {
  const room = createTestRoom(2).clientOf('1')
  const notices = createNotices()
  const control = createControl({ room, notices })
  const api = { request: () => Promise.resolve(apiError('forbidden')) }
  const queue = createQueueModel({ room, control, notices, api, partnerId: 1 })
  closings.push(queue.close, control.close, notices.close)
  return renderToStaticMarkup(
    <TextContext value={createLanguage().text.get()}>
      <ControlContext value={control}>
        <QueuePanel queue={queue} closed={closed} onBrowse={() => {}} />
      </ControlContext>
    </TextContext>,
  )
}

describe('the panel of an empty queue', () => {
  afterEach(() => {
    for (const close of closings.splice(0)) close()
  })

  it('leads to the library, and takes links', () => {
    const panel = panelWhere(false)
    expect(panel).toContain('Go to the library')
    expect(panel).toContain('Link or entry id')
  })

  it('says who chooses where the library is closed, and leads nowhere', () => {
    const panel = panelWhere(true)
    expect(panel).toContain('The others choose what comes next.')
    expect(panel).not.toMatch(/library|<button|<input|<textarea/)
  })
})
