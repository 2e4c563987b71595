/** OAuth2 scopes the stand-in knows, in the words of the consent dialog. */
const meaningByScope: Readonly<Record<string, string>> = {
  identify: 'Know your name and picture',
  email: 'Know your email address',
  connections: 'Know your connected accounts',
  guilds: 'Know which servers you are in',
  'guilds.join': 'Add you to servers',
  'guilds.members.read': 'Know your nickname and roles in this server',
  'guilds.channels.read': 'See the channels of your servers',
  'dm_channels.read': 'See whom you have direct messages with',
  'rpc.voice.read': 'Know who is speaking in the voice channel',
  'rpc.activities.write': 'Show what you are watching on your profile',
  'relationships.read': 'Know who your friends are',
  'applications.commands': 'Offer commands',
  openid: 'Confirm that you are you',
  rpc: 'Read messages and control your Discord client',
  'rpc.voice.write': 'Change your voice settings',
  'activities.read': 'Know what you are playing',
  'activities.write': 'Update what you are playing',
  'role_connections.write': 'Update your linked roles',
  'applications.entitlements': 'Know what you have bought in this app',
}

export const isKnownScope = (scope: string): boolean => Object.hasOwn(meaningByScope, scope)

export const scopeMeaning = (scope: string): string => meaningByScope[scope] ?? scope
