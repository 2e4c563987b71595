import { isObject, type JsonObject } from '../../conformance/jsonTree.ts'

/** The component with this custom id, however deep it lies in a message or a modal. */
export function findComponent(components: unknown, customId: string): JsonObject | null {
  return flat(components).find(component => component['custom_id'] === customId) ?? null
}

function flat(components: unknown): readonly JsonObject[] {
  if (!Array.isArray(components)) return []
  return components.filter(isObject).flatMap(component => {
    const { components: inside, accessory, component: field } = component
    return [component, ...flat(inside), ...flat([accessory]), ...flat([field])]
  })
}
