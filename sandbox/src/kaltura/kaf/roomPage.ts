import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { StandInResponse } from '../../standIn.ts'
import { escapeHtml } from '../escapeHtml.ts'
import type { Launch, LaunchRefusal } from './readLaunch.ts'
import { ROOM_STYLE } from './roomStyle.ts'

const SCRIPT = join(import.meta.dirname, 'page', 'room.ts')

/** What a person reads who doesn't get in. */
const REFUSALS: Readonly<Record<LaunchRefusal, string>> = {
  'session is broken': 'This session wasn’t signed for this account.',
  'session has expired': 'This session has expired. Ask for a new one where you got it.',
  'session was ended': 'This session was ended, and so were all others of its group.',
  'session is for something else': 'This session is restricted to other addresses.',
  'session is an administrator’s':
    'This is a session for the API. Rooms are entered with sessions of the type USER.',
  nobody: 'This session says nothing about who you are: it has no userId.',
  'no role': 'This session has no role, or one that rooms don’t know.',
  'no room': 'This session names no room that can be entered here.',
  'room is unknown': 'There is no such room.',
  'room is closed': 'This room is closed: its time is over.',
}

const MODES = { webinar: 'Webinar', classroom: 'Classroom', meeting: 'Meeting' } as const

const NOTE = 'This stands in for Kaltura’s room. Nobody hears or sees you here.'

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // The address holds a session.
  'referrer-policy': 'no-referrer',
} as const

const page = (status: number, title: string, body: string): StandInResponse => ({
  status,
  headers: HEADERS,
  body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${ROOM_STYLE}</style>
${body}
</html>
`,
})

export const doorPage = (why: LaunchRefusal): StandInResponse =>
  page(
    403,
    'You can’t come in',
    `<main class="door"><h1>You can’t come in</h1><p data-refusal="${escapeHtml(why)}">${REFUSALS[why]}</p><p class="note">${NOTE}</p></main>`,
  )

interface Place {
  /** The visit's. */
  readonly id: string
  /** Where the page was asked for: its other addresses are found from there, whatever stands before it. */
  readonly path: string
}

const fact = (name: string, value: string): string =>
  `<div><dt>${name}</dt><dd data-fact="${name}">${escapeHtml(value)}</dd></div>`

export const roomPage = ({ hall, guest }: Launch, { id, path }: Place): StandInResponse => {
  const root = '../'.repeat(path.replace(/^\//, '').split('/').length - 1) || './'
  const endButton = guest.isModerator
    ? '<button type="button" class="end" id="end">End session for everyone</button>'
    : ''
  return page(
    200,
    hall.title,
    `<div class="room" data-visit="${id}" data-root="${root}">
<header><h1>${escapeHtml(hall.title)}</h1><span class="mode">${MODES[hall.mode]}</span></header>
<main>
<section class="stage" aria-label="You">
<video id="camera" muted autoplay playsinline hidden></video>
<p id="camera-note" class="initial" aria-hidden="true">${escapeHtml([...guest.name][0] ?? '')}</p>
<dl>
${fact('Name', guest.name)}
${fact('Role', guest.role)}
${fact('Contextual role', `${guest.contextualRole}`)}
${fact('Moderator', guest.isModerator ? 'yes' : 'no')}
</dl>
</section>
<section class="people" aria-labelledby="people-title">
<h2 id="people-title">People in the room</h2>
<p id="state" role="status">Coming in…</p>
<ul id="people"></ul>
</section>
</main>
<footer>
<button type="button" id="camera-button">Turn on camera</button>
<button type="button" id="leave">Leave</button>
${endButton}
<p id="problem" class="problem" role="status"></p>
<p class="note">${NOTE}</p>
</footer>
</div>
<script type="module" src="${root}room/room.js"></script>`,
  )
}

export const roomScript = async (): Promise<StandInResponse> => ({
  status: 200,
  headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' },
  body: stripTypeScriptTypes(await readFile(SCRIPT, 'utf8')),
})
