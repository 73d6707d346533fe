import { boardOf } from '../centre/haulage/board.ts'
import { boardsOf } from '../centre/targets/boards.ts'
import { lastDayOf, quarterOf } from '../centre/targets/rules/quarter.ts'
import { plansFor } from '../centre/targets/store.ts'
import { cityDay } from '../kernel/calendar.ts'
import type { Db } from '../kernel/spine.ts'
import { loadedPacks } from '../main.ts'
import type { Counts, Reading, Source } from './newspaper.ts'
import { haulReading, planReading } from './newspaper-values.ts'
import { zone } from './scale-lay.ts'
import { readNewspaper, readWhole } from './store-newspaper.ts'

/** What the rows say of each figure: counts of rows, and boards as their pages show them to whoever sees the whole city. */
export async function readFigures(db: Db, now: Date): Promise<{ counts: Counts; read: (from: Source) => Reading }> {
  const counts = await readNewspaper(db)
  const scope = await readWhole(db)
  const day = cityDay(now, zone)
  const quarter = quarterOf(day)
  const nobody = { unit: '', scope, permits: new Set<never>() }
  const last = lastDayOf(quarter)
  const boards = await boardsOf(db, await plansFor(db, scope), nobody, { quarter, day: day < last ? day : last })
  const hauls = new Map<string, Awaited<ReturnType<typeof boardOf>>>()
  for (const pack of loadedPacks) if (pack.haulage) hauls.set(pack.id, await boardOf(db, { pack, tunings: [], scope }))
  const read = (from: Source): Reading => {
    if ('count' in from) return { value: counts[from.count] }
    if ('haul' in from) return haulReading(hauls.get(from.haul) ?? [], from.part)
    return planReading(
      boards.find(({ id }) => id === from.plan),
      from.part,
    )
  }
  return { counts, read }
}
