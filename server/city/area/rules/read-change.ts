import { AreaChangeRow } from '../../../../contract/area-change.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'

/** Lines as they are copied from a sheet, by tabs or commas; a head line and empty lines are passed over. */
export function readChange(text: string): Result<AreaChangeRow[]> {
  const rows: AreaChangeRow[] = []
  const lines = text.split(/\r?\n/)
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '' || (rows.length === 0 && /^\ufeff?原代码/.test(line.trim()))) continue
    const cells = line.split(/[\t,，]/).map((cell) => cell.trim().replace(/^"|"$/g, ''))
    const [from, to, name, kind, district] = Array.from({ length: 5 }, (_, n) => cells[n] || null)
    const read = AreaChangeRow.safeParse({ from, to, name, kind, district })
    if (!read.success || (read.data.from === null && read.data.to === null)) return refuse('area.line', { row: i + 1 })
    rows.push(read.data)
  }
  return rows.length === 0 ? refuse('area.empty') : ok(rows)
}
