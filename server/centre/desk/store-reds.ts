import type { EventRow } from '../../../contract/event.ts'
import type { OpenRed } from '../../../contract/red-turns.ts'
import type { Grade } from '../../../contract/scales.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { openStates } from '../../flow/3-event/store.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { eventRow } from './rules/event-row.ts'
import { leadSql, listed, placeSql } from './store.ts'
import { anyPartSql } from './store-sight.ts'
import type { ListedEvent } from './types.ts'

type OpenGrave = OpenRed & { grade: Grade }

/**
 * Every open event of some grades in a place, the longest open first, and whether nobody has accepted it: no holder, and no clock that only somebody
 * who accepted has (a page says the same of a row).
 */
export function readOpenGrave(
  db: Db,
  caller: Caller,
  wanted: readonly string[] | null,
  grades: readonly Grade[],
): Promise<OpenGrave[]> {
  const values: unknown[] = [grades]
  const sight = anyPartSql(caller, wanted, values)
  return db.query<OpenGrave>(
    `select e.id, e.grade, e.exercise, e.state in ('open', 'handling') and l.accepted_name is null and l.clock is distinct from 'finish' as waits
     from (select * from events where state in ${openStates} and grade = any($1) offset 0) e ${leadSql}
     where ${sight} order by e.opened_at, e.id`,
    values,
  )
}

/** Events as list rows by their ids, in the given order. They were found within the caller's sight. */
export async function readRowsOf(
  db: Db,
  ids: readonly string[],
  { packs, now }: { packs: Packs; now: Date },
): Promise<EventRow[]> {
  if (ids.length === 0) return []
  const rows = await db.query<ListedEvent>(
    `select ${listed} from unnest($1::uuid[]) with ordinality as page(id, n) join events e on e.id = page.id ${placeSql('e.area')} ${leadSql} order by page.n`,
    [ids],
  )
  return rows.map((row) => eventRow(row, packs.typeOf(row.type)?.type.name ?? null, now))
}
