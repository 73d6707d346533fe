import type { Db } from '../../../kernel/spine.ts'
import { type ConfirmedRow, confirmedColumns, confirmedOf } from './store-doubts.ts'
import { placedSql, placeName, underSql } from './store-under.ts'
import type { Mark } from './types.ts'

export type ToldRow = {
  period: number
  area: string
  name: string
  num: number | null
  den: number
  observed_at: Date
  known_at: Date
  source: string
  actor: string
  reason: string | null
  version: number
  marks: readonly Mark[] | null
  replaced: boolean
} & ConfirmedRow

type ToldWish = {
  vital: number
  period: number
  /** the end of a stretch of periods, exclusive; left out: of the one period alone */
  until?: number
  scope: readonly string[]
  knownAt: Date | null
  limit: number
  /** `next` of the page before: its last row by period and number */
  after?: string | undefined
  /** so many are counted at most; left out: `mostCounted` */
  counted?: number
}
/** A page of told values: how many there are in all (`more`: more than that), and where it goes on (null: nowhere). */
export type ToldPage = { rows: ToldRow[]; total: number; more: boolean; next: string | null }

/** So many rows behind a number are counted. A month of a daily vital of 65,300 grids has two million, and nobody reads so far. */
const mostCounted = 10_000

/**
 * The rows behind a number, newest period first and in it what was told last, and how many there are; only what was known at a moment, when
 * one is asked. A page begins below the last row of the one before, so that what is told meanwhile moves none of them. What a page costs is
 * bounded by one period of the vital, however many the number is made of: its oldest period is looked for first, by the order of the key.
 */
export async function toldOf(db: Db, wish: ToldWish): Promise<ToldPage> {
  const { vital, period, until = period + 1, scope, knownAt, limit, after, counted = mostCounted } = wish
  const [afterPeriod, afterId] = after?.split('.') ?? []
  const values: unknown[] = [vital, period / 1000, knownAt, limit + 1, until / 1000]
  values.push(afterPeriod === undefined ? null : Number(afterPeriod) / 1000, afterId ?? null)
  const told = `vital_values v ${placedSql('v')} where v.vital = $1 and v.period >= to_timestamp($2) and v.period < to_timestamp($5)
    and ($3::timestamptz is null or v.known_at <= $3) and ${underSql('v', scope, values)}`
  const below = `($6::float8 is null or (v.period <= to_timestamp($6) and (v.period < to_timestamp($6) or v.id < $7::bigint)))`
  const found = await db.query<ToldRow & { id: string }>(
    `with oldest as (select min(period) as period from (select v.period from ${told} and ${below} order by v.period desc limit $4) near),
       page as (select v.*, ${placeName('v')} as name from ${told} and ${below} and v.period >= (select period from oldest) order by v.period desc, v.id desc limit $4)
     select v.id::text, extract(epoch from v.period)::float8 * 1000 as period, v.area, v.name, v.num, v.den, v.observed_at, v.known_at, v.source,
       v.actor, v.reason, v.marks, ${confirmedColumns}, coalesce(v.by_version, 1) as version,
       exists (select 1 from vital_values n where n.vital = v.vital and n.period = v.period and n.area = v.area and n.id > v.id
         and ($3::timestamptz is null or n.known_at <= $3)) as replaced
     from page v ${confirmedOf('v')} and ($3::timestamptz is null or c.confirmed_at <= $3)
     order by v.period desc, v.id desc`,
    values,
  )
  const total = await countOf(db, wish, counted)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    ...{ rows, total: Math.min(total, counted), more: total > counted },
    next: last && found.length > limit ? `${last.period}.${last.id}` : null,
  }
}

/** How many there are; of more than are counted, one more. */
async function countOf(db: Db, { vital, period, until = period + 1, scope, knownAt }: ToldWish, most: number): Promise<number> {
  const values: unknown[] = [vital, period / 1000, until / 1000, knownAt, most + 1]
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from vital_values v ${placedSql('v')}
       where v.vital = $1 and v.period >= to_timestamp($2) and v.period < to_timestamp($3) and ($4::timestamptz is null or v.known_at <= $4)
         and ${underSql('v', scope, values)} limit $5) told`,
    values,
  )
  return row!.n
}
