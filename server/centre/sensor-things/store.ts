import { scopeSql } from '../../city/permit/scope.ts'
import { orRefuse } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { filterSql, orderSql, type Properties } from './rules/sql.ts'
import type { Options, Row, SetName } from './types.ts'

/** What a pack's readings are called. */
export type ReadingWords = { pack: string; reading: string; name: string; unit: string }
/** Whose devices are seen, and since when Observations are looked at where no Datastream is named. */
export type Sight = { scope: readonly string[]; readings: readonly ReadingWords[]; since: Date }
/** Only what belongs to this: a column of the set and its value. */
export type Only = { column: string; value: string } | null

type Set = { from(sight: Sight, only: Only, values: unknown[]): string; order: string; properties: Properties }

const text = (column: string) => ({ column: `x.${column}`, kind: 'text' as const })
const ofObjects = ({ scope }: Sight, values: unknown[]): string => scopeSql('o.area', scope, values)
const inForce = `d.state <> 'retired'`

/** By device the index of readings is used, by moment their partition; where neither is named only the last day is looked at. */
function whichReadings({ since }: Sight, only: Only, values: unknown[]): string {
  const parts = only && (only.column === 'id' ? /^(.*):([^:]*):(\d{1,15})$/ : /^(.*):([^:]*)$/).exec(only.value)
  if (!only) return `r.at > $${values.push(since)}`
  const [, device = '', reading = '', ms] = parts ?? []
  const named = `r.device = $${values.push(device)} and v.key = $${values.push(reading)}`
  if (ms === undefined) return named
  const moment = `$${values.push(new Date(Number(ms)))}::timestamptz`
  return `${named} and r.at >= ${moment} and r.at < ${moment} + interval '1 ms'`
}

export const sets: Readonly<Record<SetName, Set>> = {
  Things: {
    from: (sight, _only, values) =>
      `select d.id, d.name, d.kind, d.pack, d.object, d.id as thing, o.name as object_name from devices d join objects o on o.id = d.object where ${inForce} and ${ofObjects(sight, values)}`,
    order: 'x.id',
    properties: {
      id: text('id'),
      '@iot.id': text('id'),
      name: text('name'),
      description: text('object_name'),
      'properties/kind': text('kind'),
      'properties/pack': text('pack'),
    },
  },
  Locations: {
    from: (sight, _only, values) =>
      `select o.id, o.name, o.id as object, o.address, o.lon, o.lat from objects o where ${ofObjects(sight, values)} and exists (select 1 from devices d where d.object = o.id and ${inForce})`,
    order: 'x.id',
    properties: { id: text('id'), '@iot.id': text('id'), name: text('name'), description: text('address') },
  },
  Datastreams: {
    from(sight, _only, values) {
      const { readings } = sight
      const lists = (['pack', 'reading', 'name', 'unit'] as const).map(
        (name) => `$${values.push(readings.map((one) => one[name]))}::text[]`,
      )
      return `select d.id || ':' || r.reading as id, d.id as thing, d.name || ' ' || r.name as name, r.reading, r.name as property, r.unit
        from devices d join objects o on o.id = d.object join unnest(${lists.join(', ')}) as r(pack, reading, name, unit) on r.pack = d.pack
        where ${inForce} and ${ofObjects(sight, values)}`
    },
    order: 'x.id',
    properties: {
      id: text('id'),
      '@iot.id': text('id'),
      name: text('name'),
      description: text('property'),
      'unitOfMeasurement/symbol': text('unit'),
      'Thing/id': text('thing'),
    },
  },
  Observations: {
    from: (sight, only, values) =>
      `select r.device || ':' || v.key || ':' || floor(extract(epoch from r.at) * 1000)::bigint as id, r.device || ':' || v.key as datastream,
         r.at, r.received_at, v.value::float8 as result, r.quality
       from readings r join devices d on d.id = r.device join objects o on o.id = d.object cross join lateral jsonb_each_text(r.values) v
       where ${whichReadings(sight, only, values)} and ${inForce} and ${ofObjects(sight, values)}`,
    order: 'x.at desc',
    properties: {
      id: text('id'),
      '@iot.id': text('id'),
      phenomenonTime: { column: 'x.at', kind: 'time' },
      resultTime: { column: 'x.received_at', kind: 'time' },
      result: { column: 'x.result', kind: 'number' },
      resultQuality: text('quality'),
      'Datastream/id': text('datastream'),
    },
  },
}

export type Asked = { set: SetName; sight: Sight; only: Only; options: Options }

const whereOf = ({ set, sight, only, options }: Asked, values: unknown[]): string => {
  const { from, properties } = sets[set]
  const base = from(sight, only, values)
  const conditions = [
    ...(only ? [`x.${only.column} = $${values.push(only.value)}`] : []),
    ...(options.filter ? [orRefuse(filterSql(options.filter, properties, values))] : []),
  ]
  return `from (${base}) x${conditions.length > 0 ? ` where ${conditions.join(' and ')}` : ''}`
}

/** The entities of a set, one more than asked for when there are more. */
export function readEntities(db: Db, asked: Asked): Promise<Row[]> {
  const values: unknown[] = []
  const where = whereOf(asked, values)
  const order = orRefuse(orderSql(asked.options.orderby, sets[asked.set].properties, sets[asked.set].order))
  return db.query<Row>(
    `select x.* ${where} order by ${order} limit $${values.push(asked.options.top + 1)} offset $${values.push(asked.options.skip)}`,
    values,
  )
}

export async function countEntities(db: Db, asked: Asked): Promise<number> {
  const values: unknown[] = []
  const [row] = await db.query<{ n: number }>(`select count(*)::int as n ${whereOf(asked, values)}`, values)
  return row!.n
}
