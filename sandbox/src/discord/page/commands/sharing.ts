import { nothing, object, optional, text, webAddress } from '../read.ts'
import { answer, errorCode, refuse } from '../rpc/wire.ts'
import { defineCommand } from './command.ts'

export const openExternalLink = defineCommand({
  read: object<{ readonly url: string }>({ url: webAddress }),
  answer: async ({ url }, { context }) => answer({ opened: await context.surface.confirmLink(url) }),
})

export const openInviteDialog = defineCommand({
  read: nothing,
  answer: (_args, { context }) => {
    if (context.limits.denied.has('invite'))
      return refuse(errorCode.invalidPermissions, 'Missing CREATE_INSTANT_INVITE permission')
    context.surface.openInvite()
    return answer(null)
  },
})

interface ShareLinkArgs {
  readonly message: string
  readonly custom_id: string | undefined
  readonly link_id: string | undefined
}

export const shareLink = defineCommand({
  read: object<ShareLinkArgs>({
    message: text({ max: 1000 }),
    custom_id: optional(text({ max: 64 })),
    link_id: optional(text({ max: 64 })),
  }),
  answer: async (args, { context }) =>
    answer(await context.surface.shareLink({ message: args.message, customId: args.custom_id ?? null })),
})
