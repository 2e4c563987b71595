import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAttendance } from './attendance.ts'
import { readCsv } from './readCsv.ts'

const HEAD = 'entry_id,user_id,user_name,user_type,meeting_view_time'

describe('who was there', () => {
  it('counts people once and adds up their minutes, of this room alone', () => {
    const csv = [
      HEAD,
      '1_a,discord_1,"López, Ana",host,30.5',
      '1_a,discord_1,"López, Ana",host,4.5',
      '1_a,discord_2,"Ben ""B""",guest,10',
      '1_b,discord_3,Cleo,guest,99',
    ].join('\r\n')
    expect(readAttendance(csv, '1_a')).toEqual({ people: 2, minutes: 45 })
    expect(readAttendance(`\uFEFF${csv}\r\n`, '1_b')).toEqual({ people: 1, minutes: 99 })
  })

  it('is found by the names of the columns, in whatever order', () => {
    const csv = 'meeting_view_time,ENTRY_ID,x,"user_id"\n12,1_a,,discord_1\n'
    expect(readAttendance(csv, '1_a')).toEqual({ people: 1, minutes: 12 })
  })

  it.each(['', HEAD, `${HEAD}\n`, 'nothing of the kind', `${HEAD}\n1_b,u,n,t,3`, `${HEAD}\n1_a,,n,t,3`])(
    'is not known from %j',
    csv => expect(readAttendance(csv, '1_a')).toBeNull(),
  )

  it.each(['', '-5', 'many', 'NaN', 'Infinity'])('has no minutes where there are %j', minutes => {
    expect(readAttendance(`${HEAD}\n1_a,u,n,t,${minutes}`, '1_a')).toEqual({ people: 1, minutes: 0 })
  })
})

describe('a table as text', () => {
  const field = fc.oneof(fc.string(), fc.constantFrom('', '"', ',', '\n', 'a"b,c\r\nd', '\uFEFF'))
  const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { maxLength: 6 })
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

  it('is read as it was written', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (table, newLine) => {
        const text = table.map(row => row.map(quoted).join(',') + newLine).join('')
        expect(readCsv(text)).toEqual(table)
      }),
    )
  })

  it('is read in a while, however long and odd it is', () => {
    const long = 200_000
    for (const text of ['"'.repeat(long), '",'.repeat(long), `"${'a'.repeat(long)}`, '"\n'.repeat(long)])
      expect(readCsv(text)).toBeInstanceOf(Array)
  })
})
