import { Settings2 } from 'lucide-react'
import { useEffect } from 'react'
import * as z from 'zod'
import { useMessages } from '../../messages/TextContext.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { SettingsDoor } from './createSettingsDoor.ts'
import type { SettingsButtonProps } from './SettingsButton.tsx'

/** How often it is asked whether somebody may look at the settings: permissions change, ms. */
const ASK_AGAIN_MS = 60_000

/** What is in it is read by those who open them. */
const AnythingSchema = z.object({ version: z.int() })

/** Only for those who may look at the settings: everybody else is offered nothing that they can't have. */
export function SettingsGate({ door, onOpen }: SettingsButtonProps) {
  const allowed = useStore(door.allowed)
  const { settings } = useMessages()
  useEffect(() => {
    void ask(door)
    const timer = setInterval(() => void ask(door), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [door])
  if (!allowed) return null
  return <IconButton label={settings.title} icon={<Settings2 size={21} />} tip="belowEnd" onClick={onOpen} />
}

async function ask({ api, guildId, allowed }: SettingsDoor): Promise<void> {
  const answer = await api.request(`/config/${guildId}`, AnythingSchema)
  // Whoever might look at them a moment ago still may while the server is silent.
  if (answer.ok || answer.error.code === 'forbidden') allowed.set(answer.ok)
}
