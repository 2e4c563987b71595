/**
 * Rows of a text whose fields are parted by commas (RFC 4180): quoted where they hold commas, quotes (twice) or new
 * lines. A mark of the byte order before it is no part of it.
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, bare = '', end] of text.replace(/^\uFEFF/, '').matchAll(FIELD)) {
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    // An empty line, and the end after the last one, are no rows.
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  return rows
}

/** A field and what ends it. Behind a closing quote nothing belongs to anything. */
const FIELD = /(?:"([^"]*(?:""[^"]*)*)"[^,\r\n]*|([^,\r\n]*))(,|\r\n|\n|\r|$)/g
