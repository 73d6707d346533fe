import type { DetailValues } from '../../../contract/detail.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { Edit } from './store-edits.ts'

type Key = Pick<Edit, 'object' | 'at' | 'fact'>
/** A change at a desk nobody has looked at on the spot since; `rated`: its fields a model looks at; `said`: what the register says now. */
export type UnseenEdit = Key & { rated: string[]; told: Record<string, boolean>; said: DetailValues }

/** Those of some objects that made a level better, or are not rated yet. What a paper says is found in no inspection of the object. */
export const unseenEdits = (db: Db, objects: readonly string[]): Promise<UnseenEdit[]> =>
  db.query<UnseenEdit>(
    `select e.object, e.at, e.fact::text as fact, coalesce(f.body -> 'rated', '[]') as rated, e.told, o.details as said
     from risk_edits e join facts f on f.recorded_at = e.at and f.id = e.fact and f.subject = e.object join objects o on o.id = e.object
     where e.object = any($1) and e.told_at is null and (e.better or e.settled_at is null)`,
    [objects],
  )

/** `by`: the inspection after which none of its fields is left; null: some are. */
export type SavedTold = Key & { told: Record<string, boolean>; by: { at: Date; fact: string } | null; same: boolean | null }

export async function saveTold(tx: Tx, saved: readonly SavedTold[]): Promise<void> {
  if (saved.length === 0) return
  await tx.query(
    `update risk_edits e set told = n.told, told_at = n.told_at, told_fact = n.told_fact, told_same = n.same
     from unnest($1::text[], $2::timestamptz[], $3::bigint[], $4::jsonb[], $5::timestamptz[], $6::bigint[], $7::boolean[])
       as n(object, at, fact, told, told_at, told_fact, same)
     where e.object = n.object and e.at = n.at and e.fact = n.fact`,
    [
      ...[saved.map(({ object }) => object), saved.map(({ at }) => at), saved.map(({ fact }) => fact)],
      ...[saved.map(({ told }) => JSON.stringify(told)), saved.map(({ by }) => by?.at ?? null)],
      ...[saved.map(({ by }) => by?.fact ?? null), saved.map(({ same }) => same)],
    ],
  )
}
