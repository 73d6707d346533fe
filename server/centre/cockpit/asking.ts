import type { CockpitView } from '../../../contract/cockpit.ts'
import { type Grade, grades } from '../../../contract/scales.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'
import { type Asked, stripStart } from './store.ts'

/** Whoever asks, the area they wish as far as it is theirs, and now. */
export async function askingOf(
  spine: Spine,
  caller: Caller,
  area: string | undefined,
): Promise<Asked & { wanted: string[] | null; prefixes: string[] }> {
  const wanted = await readPrefixes(spine, area)
  return { caller, wanted, prefixes: orNotFound(narrowed(caller.scope, wanted)), now: spine.clock.now() }
}

export const everyGrade = (some: Partial<Record<Grade, number>>): Record<Grade, number> =>
  Object.fromEntries(grades.map((grade) => [grade, some[grade] ?? 0])) as Record<Grade, number>

/** 24 hours in a row, the empty ones too. */
export function stripOf(rows: { hour: Date; grade: Grade; n: number }[], now: Date): CockpitView['strip24h'] {
  const start = stripStart(now).getTime()
  return Array.from({ length: 24 }, (_, hour) => {
    const from = new Date(start + hour * 3_600_000)
    const here = rows.filter((row) => row.hour.getTime() === from.getTime())
    return { from: from.toISOString(), byGrade: everyGrade(Object.fromEntries(here.map(({ grade, n }) => [grade, n]))) }
  })
}
