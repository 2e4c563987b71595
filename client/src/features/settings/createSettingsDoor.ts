import { createStore, type WritableStore } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { Settings } from './createSettings.ts'

/** What of the settings is there from the first moment; the rest comes with those who may look at them. */
export interface SettingsDoor {
  readonly api: Pick<ApiClient, 'request'>
  readonly guildId: string
  /** Whether this person may look at them; false until it is known. */
  readonly allowed: WritableStore<boolean>
  load(): Promise<Settings>
  close(): void
}

export function createSettingsDoor(options: Pick<SettingsDoor, 'api' | 'guildId'>): SettingsDoor {
  let loading: Promise<Settings> | null = null
  return {
    ...options,
    allowed: createStore(false),
    load() {
      loading ??= import('./createSettings.ts').then(
        ({ createSettings }) => createSettings(options),
        (error: unknown) => {
          // A part of the page that couldn't be loaded may be there the next time.
          loading = null
          throw error
        },
      )
      return loading
    },
    close: () =>
      void loading?.then(
        settings => settings.close(),
        () => undefined,
      ),
  }
}
