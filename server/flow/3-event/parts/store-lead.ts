import type { Db } from '../../../kernel/spine.ts'
import { districtAt } from './store.ts'

export async function districtName(db: Db, code: string): Promise<string> {
  return (await db.query<{ name: string }>('select name from operating_districts where code = $1', [code]))[0]?.name ?? code
}

/** The operating district of the unit that leads, else of the event's place; `code` null: the city itself leads. */
export async function leadDistrict(
  db: Db,
  { lead_unit, area }: { lead_unit: string | null; area: string },
): Promise<{ code: string | null; name: string }> {
  const [of] = lead_unit
    ? await db.query<{ code: string | null; name: string }>(
        `select a.operating_district as code, coalesce(d.name, a.name) as name from unit_areas u join areas a on a.code = u.area
         left join operating_districts d on d.code = a.operating_district where u.unit = $1 order by length(u.path), u.path limit 1`,
        [lead_unit],
      )
    : []
  if (of) return of
  const code = await districtAt(db, area)
  return { code, name: code ? await districtName(db, code) : area }
}

export type Concerned = { district: string; name: string; area: string }

/** The districts an event has a part in, each with the narrowest place of its parts. */
export const districtsConcerned = (db: Db, event: string): Promise<Concerned[]> =>
  db.query<Concerned>(
    `select distinct on (p.district) p.district, d.name, p.area from event_parts p join operating_districts d on d.code = p.district
     where p.event = $1 order by p.district, length(p.area) desc, p.since`,
    [event],
  )
