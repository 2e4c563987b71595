/** What is counted up, like Kaltura's schedule objects. */
export interface NumberedTable<Row> {
  /** Deleted ones too. */
  all(): readonly Row[]
  find(id: number): Row | undefined
  add(make: (id: number) => Row): Row
  change(id: number, change: (row: Row) => Row): Row | undefined
  remove(id: number): boolean
  /** After every change; the answer ends that. */
  onChange(listener: (row: Row) => void): () => void
}

export const createNumberedTable = <Row>(firstId: number): NumberedTable<Row> => {
  const rows = new Map<number, Row>()
  const listeners = new Set<(row: Row) => void>()
  let nextId = firstId
  const keep = (id: number, row: Row): Row => {
    rows.set(id, row)
    for (const listener of listeners) listener(row)
    return row
  }
  return {
    all: () => [...rows.values()],
    find: id => rows.get(id),
    add: make => {
      const id = nextId++
      return keep(id, make(id))
    },
    change: (id, change) => {
      const row = rows.get(id)
      return row && keep(id, change(row))
    },
    remove: id => rows.delete(id),
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
