import type { VitalDefinition } from '../../../../contract/vital.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { Mark } from './types.ts'

export type DoubtRow = {
  area: string
  period: number
  num: number
  den: number
  known_at: Date
  source: string
  reason: string | null
  marks: readonly Mark[]
  code: string
  definition: VitalDefinition
  ownerName: string | null
}

/** So many doubted values are read at once; a check that doubts more than this is itself in doubt. */
const mostRead = 5_000

/** Values that were taken although a check doubted them and that stand: none later of the same cell. Newest first, told since a moment. */
export function doubtsSince(db: Db, since: Date, vital: string | null): Promise<DoubtRow[]> {
  return db.query<DoubtRow>(
    `select t.area, extract(epoch from t.period)::float8 * 1000 as period, t.num, t.den, t.known_at, t.source, t.reason, t.marks,
       v.code, v.definition, u.name as "ownerName"
     from vital_values t join vitals v on v.id = t.vital left join units u on u.id = v.definition->>'owner'
     where t.marks is not null and t.num is not null and t.known_at >= $1 and ($2::text is null or v.code = $2)
       and not exists (select 1 from vital_values n where n.vital = t.vital and n.period = t.period and n.area = t.area and n.id > t.id)
     order by t.known_at desc, t.id desc limit ${mostRead}`,
    [since, vital],
  )
}
