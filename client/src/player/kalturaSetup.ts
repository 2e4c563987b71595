import type { ActivityConfig } from '@kaltura-discord/shared/protocol/http.ts'

interface SetupParts {
  readonly player: ActivityConfig['player']
  /** Id of an element in the page. */
  readonly targetId: string
  readonly hlsConfig: object
  /** The browser plays streams only by itself. */
  readonly native: boolean
}

/** The player's settings: no controls, no start and no reports of its own, and nothing a strict policy forbids. */
export function kalturaSetup({ player, targetId, hlsConfig, native }: SetupParts): object {
  const { partnerId, uiConfId, serviceUrl, cdnUrl } = player
  return {
    targetId,
    log: { level: 'ERROR' },
    provider: {
      partnerId,
      ...(uiConfId === null ? {} : { uiConfId }),
      // The session's key stays out of addresses, and so out of everybody's logs.
      useHeaderForKs: true,
      env: { serviceUrl, cdnUrl },
    },
    ui: { disable: true },
    // As tracks of the video element, from which we draw them: the player's own need a style sheet that the policy refuses.
    text: { useNativeTextTrack: true },
    playback: {
      autoplay: false,
      preload: 'auto',
      allowMutedAutoPlay: false,
      // Safari would else play by itself whatever it can, where nobody maps addresses nor sends headers.
      preferNative: { hls: native },
      // Some play a stream with parts at another host than its playlist only where that host lets everybody read them.
      ...(native && { crossOrigin: 'anonymous' }),
      options: { html5: { hls: hlsConfig } },
    },
    // Whatever the customer's player brings along of these would call hosts the Activity can't reach.
    plugins: {
      kava: { disable: true },
      'playkit-js-kava': { disable: true },
      ottAnalytics: { disable: true },
    },
    disableUserCache: true,
  }
}
