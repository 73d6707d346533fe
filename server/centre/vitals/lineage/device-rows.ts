import type { VitalSourceRow } from '../../../../contract/vital-lineage.ts'
import { pastsOf } from '../../../flow/7-evaluate/vitals/derived/store-pasts.ts'
import { type DeviceLine, devicesOf } from '../../../flow/7-evaluate/vitals/derived/store-readings.ts'
import { countedBy } from '../../../flow/7-evaluate/vitals/derived/store-spans.ts'
import type { VitalRecord } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { listPartitions } from '../../../kernel/partitions.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { Seen } from './source-rows.ts'

type Asked = {
  record: VitalRecord
  span: { from: number; to: number; paths: readonly string[] }
  page: { limit: number; offset: number }
  zone: string
}

/**
 * The devices a number counted from readings comes from, each with what it sent in the period. Of a time whose readings are gone none are
 * shown: that nobody was heard then would not be true. By the version that counted the period.
 */
export async function deviceRows(
  db: Db,
  { record, span, page, zone }: Asked,
  nameOf: (path: string) => string | null,
): Promise<Seen> {
  const kept = (await listPartitions(db)).filter(({ parent }) => parent === 'readings').map(({ from }) => from.getTime())
  if (kept.length > 0 && span.from < Math.min(...kept)) return { rows: [], total: 0, why: 'gone' }
  const counted = await countedBy(db, record, span.from)
  const pasts = await pastsOf(db, zone, span.to - 1)
  const { rows, total } = await devicesOf(db, counted, { ...span, pasts }, page)
  return { rows: rows.map((line) => rowOf(counted, line, nameOf(line.area))), total, why: null }
}

function rowOf({ definition: { count, aggregation, decimals } }: VitalRecord, line: DeviceLine, areaName: string | null) {
  const { id, object, title, at, unit_name: unitName, heard, n, sum, low, high, part } = line
  const scale = 10 ** decimals
  const value = aggregation === 'mean' ? sum / n : aggregation === 'min' ? low : aggregation === 'max' ? high : part * scale
  const row: VitalSourceRow = {
    ...{ key: id, id: object, opens: 'object', no: id, title, areaName, unitName, name: null, state: '' },
    ...{ at: at?.toISOString() ?? null, meets: count?.of === 'devices' ? heard : null },
    heard: count?.of === 'devices' ? null : { n, value: n > 0 ? value / scale : null },
  }
  return row
}
