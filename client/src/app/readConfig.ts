import { type ActivityConfig, ActivityConfigSchema } from '@kaltura-discord/shared/protocol/http.ts'

/** What the server put into the page; null where it didn't, as in a file opened by hand. */
export function readConfig(page: Document): ActivityConfig | null {
  const text = page.getElementById('activity-config')?.textContent ?? ''
  try {
    const parsed = ActivityConfigSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
