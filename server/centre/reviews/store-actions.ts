import type { FactView } from '../../../contract/fact.ts'
import type { NamedTarget, ReviewProof } from '../../../contract/review.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { ActionRecord } from './types.ts'

const columns = `a.id, a.review, a.kind, a.words, a.unit, a.unit_name, a.due, a.state, a.by_person, a.by_name, a.made_at, a.proof, a.note, a.done_at,
  a.done_name, a.overdue_at, a.target, a.target_name, a.stood, a.change`

export const actionsOf = (db: Db, review: string): Promise<ActionRecord[]> =>
  db.query<ActionRecord>(`select ${columns} from review_actions a where a.review = $1 order by a.made_at, a.id`, [review])

/** An action, locked; its review is locked before. */
export async function lockAction(tx: Tx, id: string): Promise<ActionRecord | null> {
  const [row] = await tx.query<ActionRecord>(`select ${columns} from review_actions a where a.id = $1 for update`, [id])
  return row ?? null
}

/** The same, unless somebody is at work on it: a timer waits for nobody. `busy`: somebody is. */
export async function lockActionIfFree(tx: Tx, id: string): Promise<ActionRecord | 'busy' | null> {
  const [row] = await tx.query<ActionRecord>(`select ${columns} from review_actions a where a.id = $1 for update skip locked`, [
    id,
  ])
  return row ?? ((await reviewOfAction(tx, id)) === null ? null : 'busy')
}

export async function reviewOfAction(db: Db, id: string): Promise<string | null> {
  const [row] = await db.query<{ review: string }>('select review from review_actions where id = $1', [id])
  return row?.review ?? null
}

export type NewAction = Pick<
  ActionRecord,
  'review' | 'kind' | 'words' | 'unit' | 'unit_name' | 'due' | 'by_person' | 'by_name'
> & {
  named: NamedTarget | null
}
export async function insertAction(tx: Tx, one: NewAction): Promise<string> {
  const id = tx.newId()
  await tx.query(
    `insert into review_actions (id, review, kind, words, unit, unit_name, due, state, by_person, by_name, made_at, target, target_name, stood)
     values ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9, $10, $11, $12, $13)`,
    [
      ...[id, one.review, one.kind, one.words, one.unit, one.unit_name, one.due, one.by_person, one.by_name, tx.now],
      ...[one.named?.target, one.named?.name, one.named?.stands].map((value) => (value ? JSON.stringify(value) : null)),
    ],
  )
  return id
}

type Ended = { state: 'closed' | 'handed-over'; proof: ReviewProof | null; note: string | null; name: string }
export async function endAction(tx: Tx, id: string, { state, proof, note, name }: Ended): Promise<void> {
  await tx.query(
    'update review_actions set state = $2, proof = $3, change = $4, note = $5, done_at = $6, done_name = $7 where id = $1',
    [
      ...[
        id,
        state,
        proof && JSON.stringify(proof.fact),
        proof?.change ? JSON.stringify(proof.change) : null,
        note,
        tx.now,
        name,
      ],
    ],
  )
}

export const setOverdue = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('update review_actions set overdue_at = $2 where id = $1', [id, tx.now])
}

/** More changes than these since a review was opened are looked for by their own pages. */
const changesAtMost = 200
type FactLine = Omit<FactView, 'recordedAt' | 'occurredAt'> & { unit: string | null; recorded_at: Date; occurred_at: Date }

/** What of a fact's body says which thing it changed. */
export type Marked = { key: 'pack' | 'type' | 'vital' | 'post' | 'shift' | 'was' | 'object' | 'code'; value: string }

/** What was changed since a moment, by kinds of facts: the city's own changes, and those of one's areas. `marked`: only facts that say one of these; `position`: that one only. */
export async function changesSince(
  db: Db,
  kinds: readonly string[],
  { since, scope, marked, position }: { since: Date; scope: readonly string[]; marked: readonly Marked[]; position?: string },
): Promise<(FactView & { unit: string | null })[]> {
  const values: unknown[] = [kinds, since, changesAtMost]
  const only = position === undefined ? '' : ` and f.tx::text || '.' || f.id::text = $${values.push(position)}`
  const said = marked.map(({ key, value }) => `f.body->>'${key}' = $${values.push(value)}`).join(' or ')
  const rows = await db.query<FactLine>(
    `select f.tx::text || '.' || f.id::text as position, f.kind, f.subject, f.area, f.unit, f.actor, f.recorded_at, f.occurred_at, f.body from facts f
     where f.kind = any($1) and f.recorded_at > $2${only}${said && ` and (${said})`} and (f.area is null or ${scopeSql('f.area', scope, values)})
     order by f.recorded_at desc, f.id desc limit $3`,
    values,
  )
  return rows.map(({ recorded_at, occurred_at, ...fact }) => ({
    ...{ ...fact, recordedAt: recorded_at.toISOString(), occurredAt: occurred_at.toISOString() },
  }))
}

export async function unitName(db: Db, { id, area }: { id: string; area: string }, now: Date): Promise<string | null> {
  const [row] = await db.query<{ name: string }>(
    `select u.name from units u where u.id = $1 and (u.valid_to is null or u.valid_to > $2)
       and exists (select 1 from unit_areas ua where ua.unit = u.id and (starts_with($3, ua.path) or starts_with(ua.path, $3)))`,
    [id, now, area],
  )
  return row?.name ?? null
}
