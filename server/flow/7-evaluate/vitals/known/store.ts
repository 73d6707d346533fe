import { system } from '../../../../../contract/actor.ts'
import type { Db, Spine, Tx } from '../../../../kernel/spine.ts'
import { byOne } from '../rules/by-version.ts'
import { tellersIn } from '../store.ts'
import type { VitalRecord } from '../store-registry.ts'
import { placedSql, underSql } from '../store-under.ts'
import type { Change } from '../types.ts'

/** Everything `work` reads is of one moment: a number and what it is made of are not told apart while both are being read. */
export const readAtOnce = <T>(spine: Spine, work: (db: Db) => Promise<T>): Promise<T> =>
  spine.transaction(system, async (tx: Tx) => {
    await tx.query('set transaction isolation level repeatable read read only')
    return work(tx)
  })

/** Which cells of values are looked through: of these vitals and periods (ms, both included), under these paths. */
export type Cells = { vitals: readonly number[]; from: number; to: number; paths: readonly string[] }
/** A value with its part as it was known at the moment; `later`: something was told of it since (else it only waits to be rolled up). */
export type Since = Change & { later: boolean }

type Row = {
  vital: number
  period: number
  area: string
  later: boolean
  num: number | null
  den: number | null
  observed: number | null
  by_version: number | null
}

/** What was told of some cells after a moment, each as it was known then; and what waits to be rolled up, for the families do not hold it yet. */
export async function toldAfter(db: Db, { vitals, from, to, paths }: Cells, at: Date): Promise<Since[]> {
  const values: unknown[] = [vitals, from / 1000, to / 1000, at]
  const inside = (row: string): string =>
    `${row}.vital = any($1) and ${row}.period between to_timestamp($2) and to_timestamp($3) and ${underSql(row, paths, values)}`
  const rows = await db.query<Row>(
    `with since as (
       select vital, period, area, bool_or(later) as later from (
         select v.vital, v.period, v.area, true as later from vital_values v ${placedSql('v')} where v.known_at > $4 and ${inside('v')}
         union all
         select c.vital, c.period, c.area, false from vital_changes c ${placedSql('c')} where ${inside('c')}) told
       group by 1, 2, 3)
     select s.vital, extract(epoch from s.period)::float8 * 1000 as period, s.area, s.later, b.*
     from since s left join lateral (
       select num, den, extract(epoch from observed_at)::float8 * 1000 as observed, by_version from vital_values v
       where v.vital = s.vital and v.period = s.period and v.area = s.area and v.known_at <= $4 order by id desc limit 1) b on true`,
    values,
  )
  return rows.map(({ vital, period, area, later, num, den, observed, by_version }) => ({
    ...{ vital, period, area, later },
    part:
      num === null ? null : { num, den: den!, n: tellersIn(area), newest: observed!, oldest: observed!, ...byOne(by_version) },
  }))
}

/** Vitals as they were defined at a moment; one that came later as it was defined first. */
export async function definedAt(db: Db, codes: readonly string[], at: Date): Promise<Map<string, VitalRecord>> {
  const rows = await db.query<VitalRecord>(
    `select v.id, v.code, v.state, w.version, w.definition, v.home from vitals v cross join lateral (
       select version, definition from vital_versions n where n.vital = v.id
       order by n.at > $2, case when n.at > $2 then n.version else -n.version end limit 1) w
     where v.code = any($1)`,
    [codes, at],
  )
  return new Map(rows.map((row) => [row.code, row]))
}

/** Vitals by their number, as they are. */
export async function vitalsById(db: Db, ids: readonly number[]): Promise<VitalRecord[]> {
  return db.query<VitalRecord>('select id, code, state, version, definition, home from vitals where id = any($1)', [ids])
}
