import type { SightingView } from '../../../contract/event.ts'
import type { Db } from '../../kernel/spine.ts'

/** As many as the page of an event has room for; the case file has them all. */
const most = 2

/**
 * The pictures cameras brought an event with, oldest first. Only files of this very event: whoever may open it may see them, by the same
 * check as every other file of it.
 */
export async function readSightings(db: Db, event: string): Promise<SightingView[]> {
  const rows = await db.query<Omit<SightingView, 'at'> & { at: Date }>(
    `select g.photo as file, g.label, coalesce(c.name, g.camera) as camera, g.thing, g.at
     from signals s join sightings g on g.suspicion = s.id join files f on f.id = g.photo and f.event = $1 and f.state = 'complete'
       left join cameras c on c.protocol = g.protocol and c.number = g.number and c.camera = g.camera
     where s.event = $1 or s.home_event = $1 order by g.at, g.camera, g.digest limit ${most}`,
    [event],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
