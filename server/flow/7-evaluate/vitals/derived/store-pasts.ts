import type { Db } from '../../../../kernel/spine.ts'
import type { Param } from './store-conditions.ts'

/** What stands under `now` (a path) today stood under `was` from and to when. */
export type Past = { now: string; was: string; since: Date; until: Date }

/**
 * Where what stands in areas that began by taking the place of others stood before, back to a moment (ms). An area that was there already and took
 * another in has its own past; of two that became one, and nothing below tells them apart, the first.
 */
export const pastsOf = (db: Db, zone: string, oldest: number): Promise<Past[]> =>
  db.query<Past>(
    `with recursive came as (
       select n.path as now, w.code as was, w.path, w.valid_from, c.day from area_successors s join area_changes c on c.id = s.change
         join areas n on n.code = s.successor and n.valid_from = c.day join areas w on w.code = s.area),
     past as (
       select now, was, path, valid_from, day from came
       union select p.now, c.was, c.path, c.valid_from, c.day from past p join came c on c.now = p.path)
     select distinct on (now, day) now, path as was, valid_from::timestamp at time zone $1 as since, day::timestamp at time zone $1 as until
     from past where day::timestamp at time zone $1 > to_timestamp($2) order by now, day, path`,
    [zone, oldest / 1000],
  )

/** Where objects (`o`) stood at a moment, or at the end of a period, as SQL: what is joined, and the path. Without pasts nothing is joined. */
export function areaThen(
  pasts: readonly Past[],
  param: Param,
  { at, end }: { at: string; end?: never } | { end: string; at?: never },
): { join: string; area: string } {
  if (pasts.length === 0) return { join: '', area: 'o.area' }
  const lists = [pasts.map(({ now }) => now), pasts.map(({ was }) => was)].map((list) => `${param(list)}::text[]`)
  const times = [pasts.map(({ since }) => since), pasts.map(({ until }) => until)].map((list) => `${param(list)}::timestamptz[]`)
  const within = at === undefined ? `f.since < ${end} and ${end} <= f.until` : `f.since <= ${at} and ${at} < f.until`
  return {
    join: `left join unnest(${[...lists, ...times].join(', ')}) f(now, was, since, until) on f.now = o.area and ${within}`,
    area: 'coalesce(f.was, o.area)',
  }
}

/** The same of a path at the end of a period (ms). */
export const pathThen = (pasts: readonly Past[], path: string, end: number): string =>
  pasts.find(({ now, since, until }) => now === path && since.getTime() < end && end <= until.getTime())?.was ?? path
