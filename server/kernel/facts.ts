import type { Actor } from '../../contract/actor.ts'
import type { FactBody, FactKind } from '../../contract/fact.ts'
import type { SettledHandler, StillWanted } from './outbox.ts'
import type { ChannelName, Tx } from './spine.ts'

/** What a stage hands to `tx.record`. `subject` is the thing it is about; `area` a path like `50/500105/`. */
export type NewFact<K extends FactKind = FactKind> = {
  kind: K
  subject: string
  area: string | null
  unit?: string | null
  body: FactBody<K>
  /** claimed by the source; ours (`tx.now`) when left out */
  occurredAt?: Date
  actor?: Actor
}

export type RecordedFact<K extends FactKind = FactKind> = {
  id: string
  recordedAt: Date
  occurredAt: Date
  kind: K
  subject: string
  area: string | null
  unit: string | null
  actor: Actor
  body: FactBody<K>
}

export type Handler<K extends FactKind = FactKind> = (fact: RecordedFact<K>, tx: Tx) => Promise<void>
/** For facts that are recorded by the thousand: told together, in their order. What it records for one of them says whose fact it was. */
export type FactsHandler<K extends FactKind = FactKind> = { atOnce(facts: RecordedFact<K>[], tx: Tx): Promise<void> }
export type TimerHandler = (body: Record<string, unknown>, tx: Tx, key: string) => Promise<void>
/** For timers that come due by the thousand: told together, so that they cost a few statements instead of a few each. */
export type TimersHandler = { atOnce(timers: { key: string; body: Record<string, unknown> }[], tx: Tx): Promise<void> }

/** The product on one page: who acts on which fact. `inTx` runs at once in the same transaction, `after` once committed, exactly once. */
export type Flow = {
  inTx: { [K in FactKind]?: (Handler<K> | FactsHandler<K>)[] }
  after: { [K in FactKind]?: { [name: string]: Handler<K> } }
  timers: Record<string, TimerHandler | TimersHandler>
  /** who hears what became of a message: sent, or given up */
  settled?: Partial<Record<ChannelName, SettledHandler>>
  /** who is asked just before a message leaves whether it is still wanted; nobody: it is */
  wanted?: Partial<Record<ChannelName, StillWanted>>
}

type FactRow = {
  id: string
  recorded_at: Date
  occurred_at: Date
  kind: FactKind
  subject: string
  area: string | null
  unit: string | null
  actor: Actor
  body: never
}

export const factColumns = 'id::text, recorded_at, occurred_at, kind, subject, area, unit, actor, body'

export const toFact = (row: FactRow): RecordedFact => ({
  id: row.id,
  recordedAt: row.recorded_at,
  occurredAt: row.occurred_at,
  kind: row.kind,
  subject: row.subject,
  area: row.area,
  unit: row.unit,
  actor: row.actor,
  body: row.body,
})

/** Writes facts of one kind, in their order, and the claims of its after-commit handlers. Called by `tx.recordAll` only. */
export async function insertFacts<K extends FactKind>(
  tx: Tx,
  kind: K,
  facts: Omit<NewFact<K>, 'kind'>[],
  handlers: string[],
): Promise<RecordedFact<K>[]> {
  const whole = facts.map(({ subject, area, unit = null, occurredAt = tx.now, actor = tx.actor, body }) => ({
    ...{ recordedAt: tx.now, occurredAt, kind, subject, area, unit, actor, body },
  }))
  const rows = await tx.query<{ id: string }>(
    `insert into facts (recorded_at, occurred_at, kind, subject, area, unit, actor, body)
     select $1, occurred_at, $2, subject, area, unit, actor, body
     from unnest($3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::jsonb[])
       with ordinality as n(occurred_at, subject, area, unit, actor, body, place) order by place
     returning id::text`,
    [
      ...[tx.now, kind, whole.map((one) => one.occurredAt), whole.map((one) => one.subject), whole.map((one) => one.area)],
      ...[whole.map((one) => one.unit), whole.map((one) => JSON.stringify(one.actor))],
      whole.map((one) => JSON.stringify(one.body)),
    ],
  )
  if (handlers.length > 0)
    await tx.query(
      `insert into fact_work (fact_at, fact_id, handler, next_at)
       select $1, id, handler, $1 from unnest($2::bigint[]) as id cross join unnest($3::text[]) as handler`,
      [tx.now, rows.map(({ id }) => id), handlers],
    )
  return whole.map((fact, at) => ({ id: rows[at]!.id, ...fact }))
}

export type Position = { tx: string; id: string }

/** Text form of a position, as used by the live feed: `tx.id`. */
export const positionText = (position: Position): string => `${position.tx}.${position.id}`
export function parsePosition(text: string): Position | null {
  const parts = /^(\d{1,20})\.(\d{1,19})$/.exec(text)
  return parts ? { tx: parts[1]!, id: parts[2]! } : null
}

/**
 * SQL: facts after the position of the parameters $1 (tx) and $2 (id). Not `(tx, id) > …`: of that the planner believes it finds nothing where one
 * transaction wrote most facts (an import, a laid history), and sorts all of them for every page instead of following the index.
 */
export const afterPosition = '(tx, id) >= ($1::xid8, $2::bigint) and (tx, id) <> ($1::xid8, $2::bigint)'

/** Does the first lie behind the second? By number, not by letters. */
export const isBehind = (one: Position, other: Position): boolean => {
  const [tx, before] = [BigInt(one.tx), BigInt(other.tx)]
  return tx > before || (tx === before && BigInt(one.id) > BigInt(other.id))
}

type Reader = { query<T>(text: string, values?: unknown[]): Promise<T[]> }

/**
 * Facts after a position, in an order that never loses one: ids commit out of order, so only facts of
 * transactions below the oldest running one are given (decisions.md 4).
 */
export async function factsAfter(db: Reader, after: Position, limit: number): Promise<(RecordedFact & { position: Position })[]> {
  const rows = await db.query<FactRow & { tx: string }>(
    `select ${factColumns}, tx::text from facts
     where ${afterPosition} and tx < pg_snapshot_xmin(pg_current_snapshot())
     order by facts.tx, facts.id limit $3`, // the columns, not their texts of the same name: as texts 10 comes before 9
    [after.tx, after.id, limit],
  )
  return rows.map((row) => ({ ...toFact(row), position: { tx: row.tx, id: row.id } }))
}

/** The position up to which everything is safely readable now. */
export async function safePosition(db: Reader): Promise<Position> {
  const [row] = await db.query<{ tx: string }>('select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as tx')
  return { tx: row!.tx, id: '9223372036854775807' }
}
