import type { MemberCommand } from '../protocol/commands.ts'
import type { ControlAction } from './roomState.ts'

/**
 * What one must be allowed to do in order to send each command: the action of `mayControl`. `open`: every member may.
 * `own`: it depends on what it is about, and the command's own decision says so.
 */
export const CONTROL_OF_COMMANDS = {
  'video.watch': 'queue',
  'video.clear': 'queue',
  'playback.play': 'playPause',
  'playback.pause': 'playPause',
  'playback.seek': 'seek',
  'playback.seekToLiveEdge': 'seek',
  'playback.setRate': 'rate',
  'playback.ready': 'open',
  'playback.stalled': 'open',
  'playback.recovered': 'open',
  'playback.continueWithout': 'open',
  'member.setApart': 'open',
  'queue.add': 'queue',
  'queue.remove': 'queue',
  'queue.move': 'queue',
  'queue.play': 'queue',
  'queue.next': 'queue',
  'queue.shuffle': 'queue',
  'queue.clear': 'queue',
  'queue.setRepeat': 'queue',
  'queue.stay': 'queue',
  'queue.restore': 'queue',
  'queue.declineOffer': 'queue',
  'comment.pin': 'open',
  'comment.remove': 'open',
  'comment.restore': 'open',
  'queue.suggest': 'open',
  'queue.accept': 'queue',
  'queue.dismiss': 'own',
  'control.setMode': 'mode',
  'control.allow': 'mode',
  'control.lock': 'mode',
  'control.handOver': 'own',
  'control.takeBack': 'own',
  'vote.start': 'own',
  'vote.cast': 'own',
  'vote.cancel': 'own',
  'room.undo': 'own',
} as const satisfies Record<MemberCommand['type'], ControlAction | 'open' | 'own'>
