import type { VitalTier } from '../../../../contract/vital-kinds.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { VitalRecord } from './store-registry.ts'

/** So many of each board are looked at for the signs of a wall; one without any value yields to the next. */
const eachBoard = 6

/**
 * Vitals an area could be told by at a glance: of each board the first connected ones it has cells of, an area's own before the city's, what others tell
 * before what is counted here (which stands in other panels), those that open events and have a range before others. In the order of the boards' ids.
 */
export function signsOfBoards(db: Db, homes: readonly string[], tiers: readonly VitalTier[]): Promise<VitalRecord[]> {
  return db.query<VitalRecord>(
    `select v.id, v.code, v.state, v.version, v.definition, v.home from (
       select id, board, row_number() over (partition by board order by home is null, definition ? 'count', not definition ? 'opens', not definition ? 'normal', state = 'connected', code) as place
       from vitals where (home is null or home = any($1)) and state in ('connected', 'trusted') and definition->>'tier' = any($2)) s
     join vitals v on v.id = s.id where s.place <= ${eachBoard} order by s.place, s.board`,
    [homes, tiers],
  )
}

export type RegistryCounts = { sorted: number; catalogued: number; connected: number }
/** How many vitals the registry of an area has, how many of them are catalogued, and how many of those connected. Each holds the next; stopped ones are none. */
export async function countRegistry(db: Db, homes: readonly string[]): Promise<RegistryCounts> {
  const [row] = await db.query<RegistryCounts>(
    `select count(*)::int as sorted, count(*) filter (where state <> 'sorted')::int as catalogued, count(*) filter (where state in ('connected', 'trusted'))::int as connected
     from vitals where state <> 'stopped' and (home is null or home = any($1))`,
    [homes],
  )
  return row!
}
