import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it } from 'vitest'
import { createLanguage } from '../../messages/language.ts'
import { TextContext } from '../../messages/TextContext.ts'
import { createParty } from '../../sync/testing/testParty.ts'
import { apiError } from '../api/apiResult.ts'
import { ControlContext } from '../control/ControlContext.ts'
import { createControl } from '../control/createControl.ts'
import { createTestRoom } from '../control/testing/createTestRoom.ts'
import { createQueueModel } from '../queue/createQueueModel.ts'
import { createNotices } from './createNotices.ts'
import { createRoomModel } from './createRoomModel.ts'
import { LibraryBanner } from './LibraryBanner.tsx'

const closings: (() => void)[] = []

/** Beside the library's heading, while a video is on. */
function bannerWhere(closed: boolean): string {
  const room = createTestRoom(2).clientOf('1')
  const notices = createNotices()
  const control = createControl({ room, notices })
  const api = { request: () => Promise.resolve(apiError('forbidden')) }
  const queue = createQueueModel({ room, control, notices, api, partnerId: 1 })
  const player = createParty().join('1').controller
  const participants = { get: () => [], subscribe: () => () => {} }
  const model = createRoomModel({ room, player, participants, control, notices })
  closings.push(model.close, queue.close, control.close)
  return renderToStaticMarkup(
    <TextContext value={createLanguage().text.get()}>
      <ControlContext value={control}>
        <LibraryBanner
          view={model.screen.get()}
          queue={queue}
          closed={closed}
          onInvite={() => {}}
          onClear={() => {}}
        />
      </ControlContext>
    </TextContext>,
  )
}

describe('beside the library’s heading', () => {
  afterEach(() => {
    for (const close of closings.splice(0)) close()
  })

  it('is the way to stop what is on', () => {
    expect(bannerWhere(false)).toContain('Stop for everyone')
  })

  it('is nothing for whom the library is closed: they couldn’t put anything on again', () => {
    expect(bannerWhere(true)).toBe('')
  })
})
