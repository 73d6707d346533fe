import type { WholeArea } from '../../../contract/event.ts'
import type { Db } from '../../kernel/spine.ts'
import type { ListedEvent } from './types.ts'

/**
 * The area an event `e` is of as a whole, with its name: a vital of it opened the event, at no object. Null: the event has a place. Codes of operating
 * districts are no codes of areas, but where both are the same district.
 */
export const wholeSql = `case when e.object is null then e.vital_area end as whole_area, case when e.object is null and e.vital_area is not null then
  coalesce((select w.name from areas w where w.code = e.vital_area), (select w.name from operating_districts w where w.code = e.vital_area)) end as whole_name`

/** The same of what is no event. */
export const noWholeSql = 'null as whole_area, null as whole_name'

/**
 * That area with the paths it is made of: its own, or of an operating district that is no area of the tree the towns that belong to it. Null: the event has
 * a place.
 */
export async function wholeAreaOf(
  db: Db,
  { area, whole_area: code, whole_name: name }: Pick<ListedEvent, 'area' | 'whole_area' | 'whole_name'>,
): Promise<WholeArea | null> {
  if (code === null) return null
  const own = { code, name: name ?? code, paths: [area] }
  if (`/${area}`.endsWith(`/${code}/`)) return own
  const towns = await db.query<{ path: string }>(
    `select path from areas where operating_district = $1 and tier = 'town' and valid_to is null order by path`,
    [code],
  )
  return towns.length > 0 ? { ...own, paths: towns.map(({ path }) => path) } : own
}
