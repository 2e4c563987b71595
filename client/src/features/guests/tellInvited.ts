import type { HostResult } from '../../host/host.ts'
import type { Text } from '../../messages/language.ts'
import type { Notices } from '../room/createNotices.ts'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'

interface Telling {
  readonly text: Text
  readonly notices: Pick<Notices, 'show'>
}

/** What became of a guest's own link, which inviting copies in a browser. */
export function tellInvited(opened: HostResult<void>, { text, notices }: Telling): void {
  const words = text.say({ de, en })
  const instead = opened.ok || opened.error.kind !== 'unknownCommand' ? words.linkNotCopied : words.notYours
  notices.show({ kind: 'told', text: opened.ok ? words.linkCopied : instead })
}
