import type { Actor } from '../../../contract/actor.ts'
import type { Risk } from '../../../contract/scales.ts'
import type { Key } from '../../kernel/cursor.ts'
import type { Db } from '../../kernel/spine.ts'
import { type LookedBy, onSpotJoin, onSpotSql } from '../risk/store-on-spot.ts'

/** `edit`: a change by hand of what its model rates, with the level before and after; `level` null: not rated since. */
export type HistoryLine = {
  id: string
  kind: string
  at: Date
  actor: Actor
  body: Record<string, unknown>
  edit: boolean
  was: Risk | null
  level: Risk | null
  told: LookedBy | null
}

/** What the register tells of an object, newest first. */
export function readHistory(
  db: Db,
  object: string,
  { after, limit }: { after: Key | null; limit: number },
): Promise<HistoryLine[]> {
  return db.query<HistoryLine>(
    `select f.id::text as id, f.kind, f.recorded_at as at, f.actor, f.body, e.fact is not null as edit, e.was, e.level, ${onSpotSql} as told from facts f
     left join risk_edits e on e.object = f.subject and e.at = f.recorded_at and e.fact = f.id ${onSpotJoin}
     where f.subject = $1 and f.kind = any($2) and ($3::timestamptz is null or (f.recorded_at, f.id) < ($3, $4::bigint))
     order by f.recorded_at desc, f.id desc limit $5`,
    [
      object,
      [
        ...['object.registered', 'object.changed', 'object.ended', 'object.charged', 'object.discharged', 'object.risk-changed'],
        ...['object.holder-made-firm', 'object.holder-made-person'],
        'object.courses-kept',
        ...['object.change-asked', 'object.change-refused', 'object.change-withdrawn', 'object.change-lapsed'],
        ...['device.registered', 'device.changed', 'device.retired'],
        ...['object.document-added', 'object.document-withdrawn', 'object.document-due'],
        ...['object-code.issued', 'object-code.posted', 'object-code.renewed', 'object-code.ended'],
      ],
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  )
}
