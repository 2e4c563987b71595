/**
 * Whether whoever shows this page has granted it camera and microphone. Browsers name the question differently, and
 * those that don't know it can't promise either.
 */
export function mayUseDevices(page: Document): boolean {
  const policy: unknown =
    'permissionsPolicy' in page ? page.permissionsPolicy : 'featurePolicy' in page ? page.featurePolicy : null
  if (typeof policy !== 'object' || policy === null || !('allowsFeature' in policy)) return false
  const { allowsFeature } = policy
  if (typeof allowsFeature !== 'function') return false
  const allows = (feature: string): boolean => allowsFeature.call(policy, feature) === true
  return allows('microphone') && allows('camera')
}
