import { plainNumber } from '../../../contract/plain-number.ts'
import { holdersOf } from '../../city/object/store-numbers.ts'
import { inScope } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import { type Bearer, keyOfNumber, type Marked, type Marks, type NearCode, numbersIn } from './rules/mark-fault.ts'

type Asked = { kind: string; numbers: readonly string[]; scope: readonly string[] }

/** Who bears the codes (but for case and width) and the numbers of some entries by now, wherever in the city. */
export async function readMarks(db: Db, { kind, numbers, scope }: Asked, entries: readonly Marked[]): Promise<Marks> {
  const near = await db.query<{ asked: string; id: string; code: string; area: string }>(
    `select n.code as asked, o.id, o.code, o.area from (select distinct unnest($1::text[]) as code) n
     join objects o on lower(normalize(o.code, NFKC)) = lower(normalize(n.code, NFKC)) and o.code <> n.code order by o.id`,
    [entries.map(({ code }) => code)],
  )
  const codes = new Map<string, NearCode[]>()
  for (const { asked, area, ...one } of near)
    codes.set(asked, [...(codes.get(asked) ?? []), { ...one, shown: inScope(scope, area) }])
  const bearers = new Map<string, Bearer[]>()
  for (const detail of numbers) {
    const values = entries.flatMap((entry) => numbersIn([detail], entry)).map(({ value }) => plainNumber(value))
    for (const { id, number, districtName } of await holdersOf(db, kind, detail, values)) {
      const key = keyOfNumber(detail, number)
      bearers.set(key, [...(bearers.get(key) ?? []), { id, districtName }])
    }
  }
  return { codes, numbers: bearers }
}
