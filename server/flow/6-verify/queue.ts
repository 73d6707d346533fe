import type { CheckRow } from '../../../contract/check.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { distanceM } from '../../kernel/geo.ts'
import type { Db } from '../../kernel/spine.ts'
import { evidenceOf, ordersOfEvent, viewOfChecklist, viewOfEvidence } from '../5-work/store.ts'
import type { EvidenceRow } from '../5-work/types.ts'
import { farthestM, sides } from './rules/places.ts'
import { isHandler, missingOf, readingOf } from './store.ts'
import type { ReadingState, Waiting } from './types.ts'

/** One row of the check queue: everything a second person looks at, on one screen. */
export async function checkRow(db: Db, packs: Packs, event: Waiting, checker: string): Promise<CheckRow> {
  const [orders, evidence, reading] = [
    await ordersOfEvent(db, event.id),
    await evidenceOf(db, event.id),
    await readingOf(db, packs, event),
  ]
  const lead = orders.findLast((order) => order.role === 'lead' && order.state === 'submitted')
  const { before, after, other } = sides(evidence)
  return {
    event: event.id,
    no: event.no,
    title: event.title,
    grade: event.grade,
    typeName: packs.typeOf(event.type)?.type.name ?? { zh: event.type, en: event.type },
    areaName: event.area_name,
    address: event.address,
    openedAt: event.opened_at.toISOString(),
    checkingAt: event.checking_at!.toISOString(),
    order: lead?.id ?? null,
    unitName: lead?.unit_name ?? event.lead_name ?? '',
    holderName: lead?.accepted_name ?? null,
    result: lead?.result ?? null,
    cause: lead?.cause ?? null,
    defects: lead?.defects ?? [],
    checklist: lead ? viewOfChecklist(lead) : [],
    before: before.map(viewOfEvidence),
    after: after.map(viewOfEvidence),
    evidence: other.map(viewOfEvidence),
    placeM: farthestM(evidence),
    apartM: apartM(before, after),
    reading: viewOfReading(reading),
    missing: missingOf({ event, orders, evidence }, reading),
    mayCheck: !isHandler(checker, { orders, evidence }),
    version: event.version,
  }
}

const viewOfReading = ({ needed, clear, severity, clearedAt, values }: ReadingState): CheckRow['reading'] => ({
  needed,
  clear,
  severity,
  clearedAt: clearedAt?.toISOString() ?? null,
  values: values.map(({ at, reading, value }) => ({ at: at.toISOString(), reading, value })),
})

const placed = (rows: readonly EvidenceRow[]) =>
  rows.flatMap(({ lon, lat }) => (lon === null || lat === null ? [] : [{ lon, lat }]))

/** Metres between the two photos, one before and one after, that are farthest apart; null without a pair. */
function apartM(before: readonly EvidenceRow[], after: readonly EvidenceRow[]): number | null {
  const lengths = placed(before).flatMap((a) => placed(after).map((b) => distanceM(a, b)))
  return lengths.length > 0 ? Math.max(...lengths) : null
}
