import type { WholeArea } from '../../../contract/event.ts'
import { townsOf } from '../../city/area/store.ts'
import type { Db } from '../../kernel/spine.ts'
import type { ListedEvent } from './types.ts'

/**
 * The area an event is of as a whole, with the paths it is made of: its own, or of an operating district that is no area of the tree the towns that belong to it. Null: the event has
 * a place.
 */
export async function wholeAreaOf(
  db: Db,
  { area, whole_area: code, whole_name: name }: Pick<ListedEvent, 'area' | 'whole_area' | 'whole_name'>,
): Promise<WholeArea | null> {
  if (code === null) return null
  const own = { code, name: name ?? code, paths: [area] }
  if (`/${area}`.endsWith(`/${code}/`)) return own
  const paths = await townsOf(db, code)
  return paths.length > 0 ? { ...own, paths } : own
}
