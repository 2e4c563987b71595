import { checkConfig } from '@kaltura-discord/shared/config/checkConfig.ts'
import { expectationAt, pathOfKey } from '@kaltura-discord/shared/config/configKeys.ts'
import type { Expectation } from '@kaltura-discord/shared/config/expectation.ts'
import { ConfigPatchSchema } from '@kaltura-discord/shared/config/patchConfig.ts'
import type { ApiError } from '../api/apiResult.ts'
import { patchOf } from './settingPatch.ts'

/** Why a setting isn't what somebody wanted it to be. */
export type SettingProblem =
  | { readonly kind: 'wrongValue'; readonly expected: Expectation }
  | { readonly kind: 'roleName' }
  /** Somebody else was first; what they changed is said elsewhere. */
  | { readonly kind: 'meanwhile' }
  | { readonly kind: 'refused'; readonly code: ApiError['code'] }

/** The same rules as the server's, before anything is sent; null for what fits. */
export function checkSetting(key: string, value: unknown): SettingProblem | null {
  const checked = checkConfig(ConfigPatchSchema, patchOf(pathOfKey(key) ?? [key], value), () => null)
  if (checked.ok) return null
  return checked.problems[0]?.mistake.kind === 'roleName' ? { kind: 'roleName' } : wrongValue(key)
}

const wrongValue = (key: string): SettingProblem => ({
  kind: 'wrongValue',
  expected: expectationAt(pathOfKey(key) ?? []),
})

/** What the server's refusal means for that key. */
export function problemOf(key: string, { code }: ApiError): SettingProblem {
  if (code === 'precondition_failed') return { kind: 'meanwhile' }
  return code === 'invalid_request' ? wrongValue(key) : { kind: 'refused', code }
}
