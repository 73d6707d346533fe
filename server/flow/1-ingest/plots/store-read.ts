import type { z } from 'zod'
import type { PlotRow, TargetKind, TargetRow } from '../../../../contract/plot.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { seenSql } from '../gateways/store-show.ts'

type After = { after: [at: string, source: string, number: string] | null; limit: number }
type Read<T> = Omit<T, 'at'> & { at: Date }

const numbers = 'lon, lat, height, speed, course, heading, confidence'
const before = (alias: string, first: number): string =>
  `($${first}::timestamptz is null or (${alias}.at, ${alias}.source, ${alias}.number) < ($${first}, $${first + 1}::text, $${first + 2}::text))`
const newestFirst = (alias: string): string => `order by ${alias}.at desc, ${alias}.source desc, ${alias}.number desc`

/** Where each target was last, newest first, in the caller's areas; those outside the city with the whole city only. */
export async function readTargets(
  db: Db,
  caller: Caller,
  { kind, after, limit }: After & { kind: TargetKind | null },
): Promise<TargetRow[]> {
  const values: unknown[] = [kind, ...(after ?? [null, null, null]), limit]
  const rows = await db.query<Read<TargetRow> & { told: Date | null }>(
    `select t.source, t.number, t.kind, t.name, t.words, t.told_at as told, t.at, t.station, ${numbers.replaceAll(/\w+/g, 't.$&')},
       nullif(concat_ws(' ', d.name, w.name), '') as place, s.device
     from targets t
     left join areas d on d.code = split_part(t.area, '/', 2)
     left join areas w on w.code = split_part(t.area, '/', 3)
     left join senders s on t.source = 'ais' and s.protocol = 'ais' and s.number = t.number
     where t.at is not null and ($1::text is null or t.kind = $1) and ${before('t', 2)} and ${seenSql('t.area', caller, values)}
     ${newestFirst('t')} limit $5`,
    values,
  )
  return rows.map(({ told, at, ...row }) => ({ ...row, toldAt: told?.toISOString() ?? null, at: at.toISOString() }))
}

type Wanted = After & { from: Date; to: Date; source: string | null; number: string | null }

/** Plots from one moment to another, both included, newest first, in the caller's areas. */
export async function readPlots(db: Db, caller: Caller, wanted: Wanted): Promise<z.infer<typeof PlotRow>[]> {
  const { from, to, source, number, after, limit } = wanted
  const values: unknown[] = [from, to, source, number, ...(after ?? [null, null, null]), limit]
  const rows = await db.query<Read<z.infer<typeof PlotRow>> & { received: Date }>(
    `select p.source, p.number, p.kind, p.at, p.received_at as received, p.station, ${numbers.replaceAll(/\w+/g, 'p.$&')}, p.label from plots p
     where p.at >= $1 and p.at <= $2 and ($3::text is null or p.source = $3) and ($4::text is null or p.number = $4)
       and ${before('p', 5)} and ${seenSql('p.area', caller, values)}
     ${newestFirst('p')} limit $8`,
    values,
  )
  return rows.map(({ received, at, ...row }) => ({ ...row, at: at.toISOString(), receivedAt: received.toISOString() }))
}
