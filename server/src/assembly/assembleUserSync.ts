import type { ConfigService } from '../features/config/service.ts'
import { createSentProfiles } from '../features/users/store.ts'
import { createUserSync, type UserSync } from '../features/users/userSync.ts'
import type { Outside } from '../outside.ts'
import type { Ground } from './ground.ts'

/** Null behind another deployment: it is that one's to keep Kaltura's users in step. */
export function assembleUserSync(
  ground: Ground,
  outside: Outside,
  guildConfig: ConfigService,
): UserSync | null {
  if (!outside.kaltura) return null
  return createUserSync({
    ...ground,
    ...outside.kaltura,
    sent: createSentProfiles(ground.database),
    cdnUrl: ground.config.discord.cdnUrl,
    wantsSync: async guildId => guildId === null || (await guildConfig.of(guildId)).features.user_sync,
  })
}
