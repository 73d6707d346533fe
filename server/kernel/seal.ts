import { createHash } from 'node:crypto'
import { system } from '../../contract/actor.ts'
import { afterPosition, type Position } from './facts.ts'
import { lockKeys } from './lock-keys.ts'
import type { Db, Spine, Tx } from './spine.ts'

/** Facts in one seal at most: a long backlog becomes several. */
const sealLimit = 5_000

/**
 * Everything a fact is, as text that stays the same on any server: times as microseconds since 1970, JSON in the database's own order
 * of keys. A change of this list is a new kind of chain, so there is none.
 */
const sealedColumns = `tx::text, id::text, (extract(epoch from recorded_at) * 1000000)::bigint::text as recorded,
  (extract(epoch from occurred_at) * 1000000)::bigint::text as occurred, kind, subject, area, unit, actor::text as actor, body::text as body`

type SealedFact = {
  tx: string
  id: string
  recorded: string
  occurred: string
  kind: string
  subject: string
  area: string | null
  unit: string | null
  actor: string
  body: string
}
type SealRow = {
  seq: string
  sealed_at: Date
  from_tx: string
  from_id: string
  to_tx: string
  to_id: string
  facts: number
  hash: Buffer
}

const sealColumns = 'seq::text, sealed_at, from_tx::text, from_id::text, to_tx::text, to_id::text, facts, hash'
const before: Position = { tx: '0', id: '0' }
/** What the first seal stands on. */
const root = Buffer.alloc(32)

/** sha256(hash of the seal before ‖ each fact's line). Lines are JSON arrays, so no two different facts make the same bytes. */
function chainHash(previous: Buffer, facts: SealedFact[]): Buffer {
  const hash = createHash('sha256').update(previous)
  for (const f of facts)
    hash.update(`${JSON.stringify([f.tx, f.id, f.recorded, f.occurred, f.kind, f.subject, f.area, f.unit, f.actor, f.body])}\n`)
  return hash.digest()
}

/**
 * Seals the facts that came since the last seal, in the order that loses none (decisions.md 4). Run every minute. Answers whether
 * there may be more. Two processes at once: the second waits and finds less to do.
 */
export async function sealOnce(spine: Pick<Spine, 'transaction'>, limit = sealLimit): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.seal])
    const { last, from } = await lastSeal(tx)
    const facts = await tx.query<SealedFact>(
      `select ${sealedColumns} from facts
       where ${afterPosition} and tx < pg_snapshot_xmin(pg_current_snapshot()) order by facts.tx, facts.id limit $3`,
      [from.tx, from.id, limit],
    )
    const to = facts.at(-1)
    if (!to) return false
    await keepSeal(tx, { last, from }, { to, facts: facts.length, hash: chainHash(last?.hash ?? root, facts) })
    return facts.length === limit
  })
}

type Last = { last: SealRow | undefined; from: Position }

async function lastSeal(tx: Tx): Promise<Last> {
  const [last] = await tx.query<SealRow>(`select ${sealColumns} from seals order by seals.seq desc limit 1`)
  return { last, from: last ? { tx: last.to_tx, id: last.to_id } : before }
}

const keepSeal = (tx: Tx, { last, from }: Last, { to, facts, hash }: { to: Position; facts: number; hash: Buffer }) =>
  tx.query(
    'insert into seals (seq, sealed_at, from_tx, from_id, to_tx, to_id, facts, hash) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [Number(last?.seq ?? 0) + 1, tx.now, from.tx, from.id, to.tx, to.id, facts, hash],
  )

/** A column as JSON writes a string: PostgreSQL escapes what `JSON.stringify` does. */
const quoted = (column: string): string => `coalesce(to_json(${column})::text, 'null')`
/** The line `chainHash` takes of a fact, made by PostgreSQL. */
const sealedLine = `'["' || tx || '","' || id || '","' || (extract(epoch from recorded_at) * 1000000)::bigint || '","' ||
  (extract(epoch from occurred_at) * 1000000)::bigint || '",' || ${['kind', 'subject', 'area', 'unit', 'actor::text', 'body::text'].map(quoted).join(" || ',' || ")} || E']\\n'`

/**
 * As `sealOnce`, the hash made by PostgreSQL: for millions of facts that were laid at once, which this process needs ten times as long to read.
 * The same chain, seal by seal.
 */
export async function sealLaid(spine: Pick<Spine, 'transaction'>, limit = sealLimit): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.seal])
    const { last, from } = await lastSeal(tx)
    const [made] = await tx.query<{ facts: number; to: Position | null; hash: Buffer }>(
      `with next as materialized (select tx, id, ${sealedLine} as line from facts
         where ${afterPosition} and tx < pg_snapshot_xmin(pg_current_snapshot()) order by facts.tx, facts.id limit $3)
       select count(*)::int as facts, (select jsonb_build_object('tx', tx::text, 'id', id::text) from next order by next.tx desc, next.id desc limit 1) as to,
         sha256($4::bytea || convert_to(coalesce(string_agg(line, ''), ''), 'UTF8')) as hash from next`,
      [from.tx, from.id, limit, last?.hash ?? root],
    )
    if (!made?.to) return false
    await keepSeal(tx, { last, from }, { ...made, to: made.to })
    return made.facts === limit
  })
}

/** The first seal that does not fit: `gap` = a seal is missing or moved, `count` = facts were added or removed, `content` = a fact was changed. */
export type BadSeal = { seal: number; why: 'gap' | 'count' | 'content'; from: Position; to: Position; sealedAt: Date }
/** `head` is the last seal's hash in hex: written down elsewhere, it also shows a chain that was made anew or cut short. */
export type ChainReport = { ok: boolean; seals: number; facts: number; unsealed: number; head: string | null; firstBad?: BadSeal }

/** Recomputes the whole chain from the facts. Needs nothing but the database; reads one seal's facts at a time. */
export async function verifyChain(db: Db): Promise<ChainReport> {
  let hash: Buffer = root
  let at = before
  let sealed = 0
  let seals = 0
  for (;;) {
    const [seal] = await db.query<SealRow>(`select ${sealColumns} from seals where seals.seq > $1 order by seals.seq limit 1`, [
      seals,
    ])
    if (!seal) break
    const facts = await factsOf(db, at, seal)
    const why = faultOf(seal, { seq: seals + 1, at, hash, facts })
    if (why) {
      const firstBad = { seal: Number(seal.seq), why, from: at, to: { tx: seal.to_tx, id: seal.to_id }, sealedAt: seal.sealed_at }
      return {
        ok: false,
        seals,
        facts: sealed,
        unsealed: await countAfter(db, at),
        head: seals > 0 ? hash.toString('hex') : null,
        firstBad,
      }
    }
    hash = seal.hash
    at = { tx: seal.to_tx, id: seal.to_id }
    seals++
    sealed += facts.length
  }
  return { ok: true, seals, facts: sealed, unsealed: await countAfter(db, at), head: seals > 0 ? hash.toString('hex') : null }
}

type Expected = { seq: number; at: Position; hash: Buffer; facts: SealedFact[] }

function faultOf(seal: SealRow, expected: Expected): BadSeal['why'] | null {
  if (Number(seal.seq) !== expected.seq || seal.from_tx !== expected.at.tx || seal.from_id !== expected.at.id) return 'gap'
  if (seal.facts !== expected.facts.length) return 'count'
  return chainHash(expected.hash, expected.facts).equals(seal.hash) ? null : 'content'
}

/** One more than a seal can hold is enough to see that there are too many. */
const factsOf = (db: Db, from: Position, seal: SealRow): Promise<SealedFact[]> =>
  db.query<SealedFact>(
    `select ${sealedColumns} from facts where ${afterPosition} and (tx, id) <= ($3::xid8, $4::bigint)
     order by facts.tx, facts.id limit $5`,
    [from.tx, from.id, seal.to_tx, seal.to_id, seal.facts + 1],
  )

async function countAfter(db: Db, at: Position): Promise<number> {
  const [row] = await db.query<{ n: string }>(`select count(*) as n from facts where ${afterPosition}`, [at.tx, at.id])
  return Number(row?.n ?? 0)
}
