import * as z from 'zod'

/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const SqliteErrorSchema = z.object({ errcode: z.union([z.literal(1555), z.literal(2067)]) })
/** ER_DUP_ENTRY of MySQL and MariaDB. */
const MysqlErrorSchema = z.object({ errno: z.literal(1062) })

/** Whether an insert failed because a row with that key is there already. Neither dialect's own syntax says it for both. */
export const isDuplicateKey = (error: unknown): boolean =>
  SqliteErrorSchema.safeParse(error).success || MysqlErrorSchema.safeParse(error).success
