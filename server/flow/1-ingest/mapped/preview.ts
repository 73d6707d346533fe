import type { z } from 'zod'
import type { Preview, PreviewBody } from '../../../../contract/mapped-feed.ts'
import { sayRefusal } from '../../../../contract/refusal-words.ts'
import { openTable } from '../../../city/sheet/open-table.ts'
import type { Row } from '../../../city/sheet/types.ts'
import type { Caller } from '../../../kernel/http.ts'
import { type Refusal, RefusalError } from '../../../kernel/result.ts'
import { mostBytes } from './bring-file.ts'
import type { MappedDeps } from './deps.ts'
import { mapRow, placesOf } from './map-row.ts'
import { mayChooseUnit } from './store-feeds.ts'
import { judging } from './take-rows.ts'

/** So many rows show whether a mapping fits. */
const rowsShown = 20

type Given = z.infer<typeof PreviewBody>

/** The first rows of a file, and what a mapping would make of them; nothing is kept. */
export async function previewFile(deps: MappedDeps, caller: Caller, { data, unit, look, mapping }: Given): Promise<Preview> {
  const { spine, zone } = deps
  const bytes = Buffer.from(data, 'base64')
  if (bytes.length > mostBytes) throw new RefusalError({ code: 'input.too-large', details: { limit: '20 MB' } })
  // Which devices are registered is told only of units that are the caller's.
  if (!(await mayChooseUnit(spine, caller, unit, spine.clock.now()))) throw new RefusalError({ code: 'thing.not-found' })
  const say = ({ code, details }: Refusal) => ({ code, ...sayRefusal(code, details, zone) })
  const opened = await openTable(bytes, mapping ?? look)
  if (!opened.ok) return { sheets: [], columns: [], rows: [], total: 0, refusal: say(opened.refusal) }
  const table = opened.value
  try {
    const { columns, sheets, total } = table.head
    const first = await table.rows(0, rowsShown)
    const plain = { sheets, columns, total, rows: first.map(bare) }
    if (!mapping) return { ...plain, refusal: null }
    const places = placesOf(mapping, columns)
    if (!places.ok) return { ...plain, refusal: say(places.refusal) }
    const read = first.map((row) => ({ row, mapped: mapRow(mapping, places.value, row.cells) }))
    const judge = await judging(
      deps,
      unit,
      read.flatMap(({ mapped }) => (mapped.ok ? [mapped.value.device] : [])),
    )
    const rows = read.map(({ row, mapped }) => {
      const verdict = mapped.ok ? judge(mapped.value) : mapped.refusal
      return {
        ...bare(row),
        ...(mapped.ok ? mapped.value : {}),
        refusal: typeof verdict === 'string' ? null : say(verdict),
      }
    })
    return { ...plain, rows, refusal: null }
  } finally {
    await table.close()
  }
}

const bare = ({ n, cells }: Row): Preview['rows'][number] => ({
  ...{ n, cells: cells.map((cell) => cell.slice(0, 200)), device: null, at: null, values: {}, refusal: null },
})
