import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import type { HostResult } from '../../host/host.ts'
import type { Notices } from '../room/createNotices.ts'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'

/** What became of a guest's own link, which inviting copies in a browser. */
export function tellInvited(opened: HostResult<void>, notices: Pick<Notices, 'show'>): void {
  const words = (/^de\b/i.test(navigator.language) ? de : en)(createFormat(navigator.language))
  const instead = opened.ok || opened.error.kind !== 'unknownCommand' ? words.linkNotCopied : words.notYours
  notices.show({ kind: 'told', text: opened.ok ? words.linkCopied : instead })
}
