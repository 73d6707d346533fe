import type { EventDetail, WholeArea } from '../../../contract/event.ts'
import type { Db } from '../../kernel/spine.ts'
import { placeWords } from './rules/event-row.ts'
import type { ListedEvent } from './types.ts'

/**
 * The area an event is of as a whole, with the paths it is made of: its own, or of an operating district that is no area of the tree the towns that belong
 * to it. Null: the event has a place.
 */
async function readWholeArea(
  db: Db,
  { area, whole_area: code }: Pick<ListedEvent, 'area' | 'whole_area'>,
): Promise<WholeArea | null> {
  if (code === null) return null
  const [found] = area.endsWith(`/${code}/`)
    ? await db.query<WholeArea>('select code, name, array[path] as paths from areas where path = $1', [area])
    : await db.query<WholeArea>(
        `select d.code, d.name, array_agg(a.path order by a.path) as paths from operating_districts d
         join areas a on a.operating_district = d.code and a.tier = 'town' and a.valid_to is null where d.code = $1 group by d.code, d.name`,
        [code],
      )
  return found ?? { code, name: code, paths: [area] }
}

/** That area, and where the event is in words: an operating district across divisions by its own name, not by the town its case is kept under. */
export async function wholePart(db: Db, event: ListedEvent): Promise<Pick<EventDetail, 'wholeArea' | 'areaName'>> {
  const whole = await readWholeArea(db, event)
  return { wholeArea: whole, areaName: whole && whole.paths.length > 1 ? whole.name : placeWords(event) }
}
