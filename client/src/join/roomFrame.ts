/** What a room needs of the browser, and nobody else in the frame gets. */
const FEATURES = [
  'camera',
  'microphone',
  'display-capture',
  'speaker-selection',
  'autoplay',
  'fullscreen',
  'picture-in-picture',
  'clipboard-write',
]

/**
 * What a room bears: its scripts under its own origin, its sign-in cookies, forms, downloads of what is shared in it, and
 * links that open beside it. It can neither lead this page elsewhere nor open the frame's powers to other origins.
 */
const SANDBOX = [
  'allow-scripts',
  'allow-same-origin',
  'allow-forms',
  'allow-modals',
  'allow-downloads',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-storage-access-by-user-activation',
]

/** Attributes of the frame that a room is shown in. */
export function roomFrame(launchUrl: string) {
  const { origin } = new URL(launchUrl, window.location.href)
  return {
    allow: FEATURES.map(feature => `${feature} ${origin}`).join('; '),
    sandbox: SANDBOX.join(' '),
    referrerPolicy: 'no-referrer' as const,
  }
}
