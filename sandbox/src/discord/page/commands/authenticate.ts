import { nullable, object, optional, text } from '../read.ts'
import { answer, errorCode, refuse } from '../rpc/wire.ts'
import { defineCommand } from './command.ts'
import { authenticatedUserPayload } from './payloads.ts'

interface AuthenticateArgs {
  readonly access_token: string | null | undefined
}

export const authenticate = defineCommand({
  read: object<AuthenticateArgs>({ access_token: optional(nullable(text())) }),
  answer: async ({ access_token: accessToken }, { context, grant }) => {
    if (typeof accessToken !== 'string') return refuse(errorCode.invalidToken, 'Invalid access token')
    const issued = await context.backend.authenticate({ user: context.user.name, accessToken })
    if (!issued.ok) return issued
    grant.scopes = new Set(issued.data.scopes)
    const { applicationId, applicationName } = context.state()
    return answer({
      access_token: accessToken,
      user: authenticatedUserPayload(context.user),
      scopes: issued.data.scopes,
      expires: issued.data.expires,
      application: { id: applicationId, name: applicationName, description: '', icon: null, rpc_origins: [] },
    })
  },
})
