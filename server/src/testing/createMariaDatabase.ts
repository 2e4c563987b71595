import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import { Secret } from '../platform/secret.ts'

/** A new, empty database on the MariaDB at that port, with a user of its own that may do as it likes in there and nowhere else. */
export async function createMariaDatabaseAt(port: number): Promise<Secret> {
  const name = `t_${randomBytes(8).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' })
  try {
    await connection.query(`CREATE DATABASE ${name}`)
    await connection.query(`GRANT ALL ON ${name}.* TO '${name}'@'127.0.0.1' IDENTIFIED BY '${password}'`)
  } finally {
    await connection.end()
  }
  return new Secret(`mysql://${name}:${password}@127.0.0.1:${port}/${name}`)
}
