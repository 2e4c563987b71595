import type { launchesEn } from './texts.en.ts'

export const launchesDe: typeof launchesEn = {
  joinVoice: {
    command:
      'Tritt zuerst einem Sprachkanal bei: Klick in der Kanalliste auf seinen Namen. Führe den Befehl dann noch einmal aus.',
    button:
      'Tritt zuerst einem Sprachkanal bei: Klick in der Kanalliste auf seinen Namen. Klick dann noch einmal auf „Zusammen schauen“.',
  },
  yourVideo: 'Dein Video',
  invitation: channel => `Die Aktivität öffnet sich in ${channel}, wo du gerade bist. Klick auf den Knopf.`,
  openActivity: 'Aktivität öffnen',
  mayNotInvite: channel =>
    `Die App kann die Aktivität in ${channel} von hier aus nicht öffnen, denn ihr fehlt dort die Berechtigung „Einladung erstellen“. Bitte jemanden aus der Serverleitung darum oder versuch es im Chat von ${channel}.`,
  cannotInvite: channel =>
    `Discord öffnet die Aktivität in ${channel} nicht von hier aus. Versuch es in dessen Chat oder tritt zuerst einem anderen Sprachkanal bei.`,
  hidden:
    'Die App kann nicht sehen, in welchem Sprachkanal du bist, denn ihr fehlt dort die Berechtigung „Kanal anzeigen“ oder „Verbinden“. Bitte jemanden aus der Serverleitung um beide oder tritt einem anderen Sprachkanal bei.',
  alreadyHere: 'Du bist schon in der Aktivität. Wähle das Video dort aus oder mit /kaltura-schauen.',
  putOn: {
    invitationTo: (video, channel, minutes) =>
      `${video} läuft, sobald du die Aktivität in ${channel} öffnest, wo du gerade bist. Klick innerhalb von ${minutes} Minuten auf den Knopf.`,
    isThere: video => `${video} läuft jetzt in deiner Aktivität.`,
    isSoonThere: video =>
      `${video} läuft in deiner Aktivität, sobald Kaltura antwortet. Falls es nicht geht, erfährst du es hier.`,
    waitsForYou: video => `${video} läuft, sobald sich die Aktivität bei dir geöffnet hat.`,
  },
  queued: {
    invitationTo: (video, channel, minutes) =>
      `${video} kommt in die Warteschlange, sobald du die Aktivität in ${channel} öffnest, wo du gerade bist. Klick innerhalb von ${minutes} Minuten auf den Knopf.`,
    isThere: video => `${video} steht jetzt in der Warteschlange deiner Aktivität.`,
    isSoonThere: video =>
      `${video} kommt in die Warteschlange deiner Aktivität, sobald Kaltura antwortet. Falls es nicht geht, erfährst du es hier.`,
    waitsForYou: video =>
      `${video} kommt in die Warteschlange, sobald sich die Aktivität bei dir geöffnet hat.`,
  },
  couldNotPutOn: reason => `Dein Video konnte nicht gestartet werden. ${reason}`,
}
