import { cityDay } from '../../../kernel/calendar.ts'
import type { Db } from '../../../kernel/spine.ts'
import { linesOf } from './rules/case-lines.ts'
import { readCases } from './store.ts'
import { judgedAtOnce, type LineText, linesAsText, readLineTexts } from './store-compare.ts'

/** A case whose stored lines are not those its rows give. */
export type CaseDifference = { event: string; stored: LineText[]; counted: LineText[] }

/**
 * Cases opened from a moment on that stand otherwise than their rows say; empty when all is well. Cases with facts not read yet are left out, and what
 * has become due since is taken as counted, so this holds while the city runs. The newest so many cases.
 */
export async function compareCases(
  db: Db,
  zone: string,
  { since, now, limit = 2_000 }: { since: Date; now: Date; limit?: number },
): Promise<CaseDifference[]> {
  const ids = await judgedAtOnce(db, since, limit)
  const at = { now: now.getTime(), dayOf: (ms: number) => cityDay(new Date(ms), zone) }
  const stored = await readLineTexts(db, ids, now)
  return (await readCases(db, ids)).flatMap((one) => {
    const counted = linesAsText(linesOf(one, at))
    const before = stored.get(one.event) ?? []
    return counted.join() === before.join() ? [] : [{ event: one.event, stored: before, counted }]
  })
}
