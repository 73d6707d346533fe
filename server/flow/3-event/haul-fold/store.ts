import { scopeSql } from '../../../city/permit/scope.ts'
import { lockKeys } from '../../../kernel/lock-keys.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { Around, FoldWhy } from './rules/fold.ts'

export type FoldKey = { pack: string; check: string; district: string }

/** Findings of one check in one district are counted one after the other, until the transaction ends. */
export const lockFold = (tx: Tx, { pack, check, district }: FoldKey): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [lockKeys.haulFold, `${pack}/${check} ${district}`])

/**
 * What is around a finding. A notice stands while nobody has decided it, while its case is open, and for an hour in any case: whoever puts
 * it aside is not asked again by the next truck.
 */
export async function readAround(tx: Tx, { pack, check, district }: FoldKey, permitKind: string): Promise<Around> {
  const hourAgo = new Date(tx.now.getTime() - 3_600_000)
  const values: unknown[] = [pack, check, district, hourAgo, `${pack}/${check}`, permitKind]
  const within = (column: string): string => scopeSql(column, [district], values)
  const [row] = await tx.query<Around>(
    `select (select count(*)::int from signals s where s.rule = $5 and s.received_at > $4 and ${within('s.area')}) as opened,
       (select f.signal from haul_folds f join signals s on s.id = f.signal left join events e on e.id = s.event
        where f.pack = $1 and f.check_id = $2 and f.district = $3
          and (s.state in ('waiting', 'snoozed') or f.first_at > $4 or (e.id is not null and e.state not in ('closed', 'merged', 'false-alarm', 'self-handled')))
        order by f.first_at desc limit 1) as standing,
       exists (select 1 from objects o where o.kind = $6 and o.valid_to is null and ${within('o.area')}) as permits,
       exists (select 1 from tickets t where t.pack = $1 and ${within('t.area')}) as tickets`,
    values,
  )
  return row!
}

export async function insertFold(tx: Tx, signal: string, { pack, check, district }: FoldKey, why: FoldWhy): Promise<void> {
  await tx.query('insert into haul_folds (signal, pack, check_id, district, why, first_at) values ($1, $2, $3, $4, $5, $6)', [
    ...[signal, pack, check, district, why, tx.now],
  ])
}

export type Kept = { why: FoldWhy; n: number; lastAt: Date; names: string[] }

/** Keeps a finding under a notice; answers what is kept there now: how many, the last, and three of whom by name. */
export async function keepFolded(tx: Tx, signal: string, finding: { id: string; at: Date }): Promise<Kept> {
  await tx.query('insert into haul_folded (finding, signal, at) values ($1, $2, $3) on conflict do nothing', [
    ...[finding.id, signal, finding.at],
  ])
  const [row] = await tx.query<Kept>(
    `select f.why, (select count(*)::int from haul_folded k where k.signal = f.signal) as n, (select max(k.at) from haul_folded k where k.signal = f.signal) as "lastAt",
       array(select o.name from haul_folded k join haul_findings h on h.id = k.finding join objects o on o.id = h.object
             where k.signal = f.signal group by o.name order by max(k.at) desc limit 3) as names
     from haul_folds f where f.signal = $1`,
    [signal],
  )
  return row!
}

/** What a notice says, as long as it waits: whoever decided it decided by what it said then. */
export const saySignal = (tx: Tx, signal: string, content: string): Promise<unknown> =>
  tx.query(`update signals set content = $2 where id = $1 and state in ('waiting', 'snoozed')`, [signal, content])
