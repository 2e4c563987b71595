import { type Product, type RunProductOptions, runProduct } from '../../e2e/src/runProduct.ts'
import { buildClient } from '../../scripts/buildClient.ts'

/** The whole product while `use` runs; `close` is certain. */
export async function withProduct<T>(
  use: (product: Product) => Promise<T>,
  options: RunProductOptions = {},
): Promise<T> {
  const built = await buildClient()
  if (built.code !== 0) throw new Error(`The client could not be built:\n${built.output}`)
  const product = await runProduct({ environment: { LOG_LEVEL: 'warn' }, ...options })
  try {
    return await use(product)
  } finally {
    await product.close()
  }
}
