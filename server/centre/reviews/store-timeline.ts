import type { FactView } from '../../../contract/fact.ts'
import { eventById } from '../../flow/3-event/store.ts'
import type { Db } from '../../kernel/spine.ts'
import { factLine, factView, readTimeline } from '../desk/store-detail.ts'
import type { ReviewRecord } from './types.ts'

type Line = Parameters<typeof factView>[0]

/** What happened, from facts: of the case, and of the review itself. Nobody types it. */
export async function timelineOf(db: Db, review: Pick<ReviewRecord, 'id' | 'event'>, now: Date): Promise<FactView[]> {
  const event = review.event ? await eventById(db, review.event) : null
  const ofCase = event ? await readTimeline(db, event, now) : []
  const own = await db.query<Line>(`select ${factLine} from facts where subject = $1 order by recorded_at, facts.id limit 200`, [
    review.id,
  ])
  return [...ofCase, ...own.map(factView)].toSorted((a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt))
}
