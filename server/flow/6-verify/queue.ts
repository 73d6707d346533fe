import type { CheckRow } from '../../../contract/check.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { distanceM } from '../../kernel/geo.ts'
import type { Db } from '../../kernel/spine.ts'
import { handsIn } from '../3-event/store-parts.ts'
import { evidenceOfEvents, ordersOfEvents, viewOfChecklist, viewOfEvidence } from '../5-work/store.ts'
import type { EvidenceRow, OrderRow } from '../5-work/types.ts'
import { type CaseWay, waysOf } from '../5-work/ways/store-ways.ts'
import { needsWaiver } from './rules/may-check.ts'
import { photoDoubts, sides } from './rules/places.ts'
import { missingOf } from './store.ts'
import { readingsOf } from './store-readings.ts'
import type { ReadingState, Waiting } from './types.ts'

/** A page of the check queue; orders, evidence and readings of all its events come together, not event by event. */
export async function checkRows(db: Db, packs: Packs, events: readonly Waiting[], checker: string): Promise<CheckRow[]> {
  const ids = events.map((event) => event.id)
  const orders = Map.groupBy(await ordersOfEvents(db, ids), (order) => order.event)
  const evidence = Map.groupBy(await evidenceOfEvents(db, ids), (line) => line.event)
  const readings = await readingsOf(db, packs, events)
  const hands = await handsIn(db, ids)
  const ways = await waysOf(db, ids)
  return events.map((event) =>
    checkRow(packs, event, {
      orders: orders.get(event.id) ?? [],
      evidence: evidence.get(event.id) ?? [],
      reading: readings.get(event.id)!,
      ways: ways.get(event.id) ?? [],
      isHandler: hands.get(event.id)!.has(checker),
    }),
  )
}

type Parts = { orders: OrderRow[]; evidence: EvidenceRow[]; reading: ReadingState; ways: CaseWay[]; isHandler: boolean }

/** One row of the check queue: everything a second person looks at, on one screen. */
function checkRow(packs: Packs, event: Waiting, { orders, evidence, reading, ways, isHandler }: Parts): CheckRow {
  const lead = orders.findLast((order) => order.role === 'lead' && order.state === 'submitted')
  const { before, after, other } = sides(evidence)
  const photos = photoDoubts(evidence)
  return {
    event: event.id,
    no: event.no,
    title: event.title,
    grade: event.grade,
    typeName: packs.typeOf(event.type)?.type.name ?? { zh: event.type, en: event.type },
    areaName: event.area_name,
    whole: event.whole,
    address: event.address,
    object: event.object,
    openedAt: event.opened_at.toISOString(),
    openedBy: event.opened_by,
    checkingAt: event.checking_at!.toISOString(),
    order: lead?.id ?? null,
    unitName: lead?.unit_name ?? event.lead_name ?? '',
    holderName: lead?.accepted_name ?? null,
    result: lead?.result ?? null,
    cause: lead?.cause ?? null,
    defects: lead?.defects ?? [],
    checklist: lead ? viewOfChecklist(lead) : [],
    assists: orders
      .filter((order) => order.role === 'assist' && order.mandatory && order.state === 'submitted')
      .map(viewOfAssist),
    before: before.map(viewOfEvidence),
    after: after.map(viewOfEvidence),
    evidence: other.map(viewOfEvidence),
    placeM: photos.placeM,
    apartM: apartM(before, after),
    reading: viewOfReading(reading),
    missing: missingOf({ event, orders, evidence, ways }, reading),
    needsWaiver: needsWaiver(reading, photos),
    mayCheck: !isHandler,
    version: event.version,
  }
}

const viewOfAssist = ({ id, unit_name, accepted_name, result }: OrderRow): CheckRow['assists'][number] => ({
  order: id,
  unitName: unit_name,
  holderName: accepted_name,
  result,
})

const viewOfReading = ({ needed, clear, severity, clearedAt, vitals }: ReadingState): CheckRow['reading'] => ({
  needed,
  clear,
  severity,
  clearedAt: clearedAt?.toISOString() ?? null,
  vitals,
})

const placed = (rows: readonly EvidenceRow[]) =>
  rows.flatMap(({ lon, lat }) => (lon === null || lat === null ? [] : [{ lon, lat }]))

/** Metres between the two photos, one before and one after, that are farthest apart; null without a pair. */
function apartM(before: readonly EvidenceRow[], after: readonly EvidenceRow[]): number | null {
  const lengths = placed(before).flatMap((a) => placed(after).map((b) => distanceM(a, b)))
  return lengths.length > 0 ? Math.max(...lengths) : null
}
