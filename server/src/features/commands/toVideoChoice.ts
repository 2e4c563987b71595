import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { clock } from '@kaltura-discord/shared/text/createFormat.ts'
import { isolated, plainLine } from '../../discord/text/plainLine.ts'
import { shorten } from '../../discord/text/shorten.ts'
import type { Choice } from './command.ts'

/** Of a choice's name, UTF-16 units. */
const MAX_NAME = 100
/** The marks that keep a name from turning around what follows it. */
const MARKS = 2
/** In all languages we speak. */
const LIVE = 'Live'

/** `The Alps · 12:30`, standing for its entry id. */
export function toVideoChoice({ id, name, durationS }: Pick<Video, 'id' | 'name' | 'durationS'>): Choice {
  const length = ` · ${durationS === null ? LIVE : clock(durationS)}`
  const shown = shorten(plainLine(name) || id, MAX_NAME - MARKS - length.length)
  return { name: `${isolated(shown)}${length}`, value: id }
}
