import { createHash } from 'node:crypto'
import { openTable } from '../../city/sheet/open-table.ts'
import type { Face, Fault, Row } from '../../city/sheet/types.ts'
import { malformed, orRefuse, type Refusal, RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { findBaselineColumns, type Places, readBaselineRow, type SaidBaseline } from './rules/read-baseline-row.ts'
import { type Baseline, readBaselines } from './store-baseline.ts'
import type { District } from './types.ts'

/** What a sheet of baselines would do: nothing is written. `digest` is what it was worked out from: the file, over what is in force. */
export type BaselinePlan = {
  rows: number
  set: SaidBaseline[]
  unchanged: number
  refused: number
  faults: Fault[]
  columns: string[]
  unknown: string[]
  face: Face
  digest: string
}

/** A city has some forty operating districts. */
const mostRows = 200
const twice: Refusal = malformed('/district', 'code.twice', { pathZh: '区县', pathEn: 'District' })

type Asked = { pack: string; own: readonly District[]; today: string }

/** Works out which baselines a sheet (CSV, XLSX) would put in force, row by row, each district once. Refused: what is no such sheet. */
export async function planBaselines(db: Db, { pack, own, today }: Asked, bytes: Uint8Array): Promise<BaselinePlan> {
  const table = orRefuse(await openTable(bytes, { sheet: null, heading: 1, list: '' }))
  try {
    const { columns, face, total: rows } = table.head
    if (rows > mostRows) throw new RefusalError(malformed('/file', 'rows.too-many', { max: mostRows }))
    const { places, unknown } = orRefuse(findBaselineColumns(columns))
    const codes = own.map(({ code }) => code)
    const held = new Map((await readBaselines(db, codes, pack)).map((one) => [one.district, one]))
    const sorted = sortRows(await table.rows(0, rows), { places, own, today, held })
    const hash = createHash('sha256').update(bytes)
    for (const one of held.values()) hash.update(`\n${one.district} ${one.made_at.toISOString()} ${heldWords(one)}`)
    return { rows, ...sorted, columns, unknown, face, digest: hash.digest('hex') }
  } finally {
    await table.close()
  }
}

type Ground = Omit<Asked, 'pack'> & { places: Places; held: ReadonlyMap<string, Baseline> }

function sortRows(rows: readonly Row[], { places, own, today, held }: Ground) {
  const sorted: Pick<BaselinePlan, 'set' | 'unchanged' | 'refused' | 'faults'> = { set: [], unchanged: 0, refused: 0, faults: [] }
  const seen = new Set<string>()
  for (const { n, cells } of rows) {
    const read = readBaselineRow(cells, places, { own, today })
    const faults = !read.ok ? read.faults : seen.has(read.said.district) ? [twice] : []
    if (read.ok) seen.add(read.said.district)
    if (!read.ok || faults.length > 0) {
      sorted.refused++
      sorted.faults.push(...faults.map((refusal) => ({ n, cells, refusal })))
    } else if (isSame(held.get(read.said.district), read.said)) sorted.unchanged++
    else sorted.set.push(read.said)
  }
  return sorted
}

const heldWords = ({ from_day, to_day, found, handled, hours, source }: Baseline): string =>
  JSON.stringify([from_day, to_day, found, handled, hours, source])
const isSame = (held: Baseline | undefined, { from, to, found, handled, hours, source }: SaidBaseline): boolean =>
  held !== undefined && heldWords(held) === JSON.stringify([from, to, found, handled, hours, source])
