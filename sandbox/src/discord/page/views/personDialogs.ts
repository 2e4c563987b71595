import type { SandboxUser } from '../../hostApi.ts'
import { scopeMeaning } from '../commands/scopes.ts'
import type { ShareLinkOutcome, ShareLinkRequest } from '../rpc/rpcContext.ts'
import { element } from './element.ts'
import { displayName, faceDisc } from './face.ts'
import type { Stage } from './stage.ts'

export function askConsent(
  stage: Stage,
  applicationName: string,
  scopes: readonly string[],
): Promise<boolean> {
  const items = scopes.map(scope => element('li', {}, scopeMeaning(scope), ' ', element('code', {}, scope)))
  return stage.ask({
    title: `${applicationName} would like to`,
    body: [element('ul', { class: 'scopes' }, ...items)],
    choices: [
      { label: 'Allow', value: true, primary: true },
      { label: 'Refuse', value: false },
    ],
    dismissed: false,
  })
}

export async function confirmLink(dialogs: Pick<Stage, 'ask'>, url: string): Promise<boolean> {
  const agreed = await dialogs.ask({
    title: 'Open this page in your browser?',
    body: [element('p', { class: 'dialog-url' }, url)],
    choices: [
      { label: 'Open', value: true, primary: true },
      { label: 'Cancel', value: false },
    ],
    dismissed: false,
  })
  // With an opener the new page's own Activities would talk to this one.
  if (agreed) window.open(url, '_blank', 'noopener')
  return agreed
}

export async function invite(stage: Stage, absent: readonly SandboxUser[]): Promise<void> {
  const links = absent.map(user =>
    element(
      'a',
      { class: 'person-link', href: `/?user=${user.name}`, target: '_blank', rel: 'noopener' },
      faceDisc(user),
      displayName(user),
    ),
  )
  await stage.ask({
    title: 'Invite somebody',
    body: [
      element('p', {}, 'Whom you pick joins in a new tab.'),
      element('div', { class: 'person-links' }, ...links),
    ],
    choices: [{ label: 'Done', value: null }],
    dismissed: null,
  })
}

export function offerHardware(stage: Stage): Promise<boolean> {
  return stage.ask({
    title: 'Let the graphics hardware help?',
    body: [element('p', {}, 'Videos then cost the processor less. Discord starts anew.')],
    choices: [
      { label: 'Turn on', value: true, primary: true },
      { label: 'Not now', value: false },
    ],
    dismissed: false,
  })
}

type Share = 'copy' | 'send' | 'cancel'

export async function shareLink(
  stage: Stage,
  channelName: string,
  { message, customId, referrerId }: ShareLinkRequest & { readonly referrerId: string },
): Promise<ShareLinkOutcome> {
  const link = new URL('/', location.href)
  if (customId !== null) link.searchParams.set('custom_id', customId)
  link.searchParams.set('referrer_id', referrerId)
  const share = await stage.ask<Share>({
    title: 'Share this link',
    body: [element('p', {}, message), element('p', { class: 'dialog-url' }, link.href)],
    choices: [
      { label: 'Copy link', value: 'copy', primary: true },
      { label: `Send to ${channelName}`, value: 'send' },
      { label: 'Cancel', value: 'cancel' },
    ],
    dismissed: 'cancel',
  })
  const copied = share === 'copy' && (await copy(link.href))
  return { success: copied || share === 'send', didCopyLink: copied, didSendMessage: share === 'send' }
}

async function copy(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value)
    return true
  } catch {
    // Refused by the browser, for instance without focus.
    return false
  }
}
