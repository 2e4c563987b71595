import * as z from 'zod'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Operation } from '../../platform/http/operation.ts'
import { ANYBODY_BY_ADDRESS } from '../../platform/http/strangerAccess.ts'
import { succeed } from '../../platform/result.ts'

const READS = { points: 60, perS: 60 } as const

const DocumentSchema = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
})

/** The document about all operations, this one among them. Made when it is first asked for: the start doesn't wait. */
export function createDocsOperations(all: () => readonly Operation[]): readonly Operation[] {
  let document: Promise<z.infer<typeof DocumentSchema>> | null = null
  const make = async () => {
    const { createOpenApiDocument } = await import('./openApiDocument.ts')
    return DocumentSchema.parse(createOpenApiDocument(all()))
  }
  return [
    defineOperation({
      id: 'docs.openApi',
      method: 'get',
      path: '/openapi.json',
      tag: 'docs',
      summary: 'Get this document',
      errors: [],
      limit: READS,
      etag: true,
      access: ANYBODY_BY_ADDRESS,
      answer: DocumentSchema,
      async handle() {
        document ??= make()
        return succeed(await document)
      },
    }),
  ]
}
