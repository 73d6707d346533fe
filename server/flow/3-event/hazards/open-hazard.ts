import type { Grade } from '../../../../contract/scales.ts'
import type { Words } from '../../../../contract/words.ts'
import { attachFile } from '../../../city/file/store.ts'
import { objectById } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { openEvent, titleOf } from '../open.ts'
import { insertSignal } from '../store-signals.ts'
import { type FoundBy, type HazardRow, insertHazard } from './store.ts'

export type Found = {
  object: string
  type: string
  what: Words
  grade: Grade
  note: string | null
  files: readonly string[]
  by: FoundBy
  at: Date
  from: Pick<HazardRow, 'plan' | 'item' | 'inspection' | 'sets'>
}
export type Opening = { packs: Packs; zone: string }

/** Opens a hazard at an object: an event that is dispatched at once, because whoever found it stood before it and named it. */
export async function openHazardEvent(tx: Tx, { packs, zone }: Opening, found: Found): Promise<{ id: string; no: string }> {
  const thing = await objectById(tx, found.object)
  const type = packs.typeOf(found.type)?.type
  if (!thing || !type?.hazard) throw new Error(`a hazard of ${found.type} at ${found.object} cannot be opened`)
  const source = found.by === 'inspection' ? 'inspection' : 'seat'
  const title = titleOf(type.title.zh, { object: thing.name, words: found.what.zh })
  const content = [found.what.zh, found.note].filter(Boolean).join('：')
  const place = { area: thing.area, lon: thing.lon, lat: thing.lat, address: thing.address, demo: thing.demo }
  const what = { type: type.id, title, grade: found.grade, source, object: thing.id, alarm: null, content, ...place } as const
  const event = await openEvent(tx, packs, zone, { ...what, mode: 'auto', severity: null, lead: null })
  await insertSignal(tx, { ...what, id: tx.newId(), state: 'auto', report: null, event: event.id })
  const { from, by } = found
  await insertHazard(tx, { event: event.id, object: thing.id, type: type.id, ...from, found_by: by, found_at: found.at })
  for (const file of [...found.files].sort()) await attachFile(tx, file, { event: event.id })
  await tx.record({
    kind: 'hazard.found',
    ...{ subject: event.id, area: thing.area, occurredAt: found.at },
    body: {
      ...{ event: event.id, object: thing.id, label: thing.name, foundBy: by, what: found.what },
      ...{ item: from.item, inspection: from.inspection, note: found.note },
    },
  })
  return event
}
