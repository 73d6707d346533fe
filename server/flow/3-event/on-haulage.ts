import { objectById } from '../../city/object/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { offsetMs } from '../../kernel/calendar.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { findingById } from '../2-detect/haulage/store.ts'
import { placeName, titleOf } from './open.ts'
import { sayFinding } from './rules/say-finding.ts'
import { insertSignal } from './store-signals.ts'

/** What follows from registers, positions and tickets is a signal under the id of its finding: a person decides. */
export function haulageHandlers({ packs, zone }: { packs: Packs; zone: string }) {
  async function onFound(fact: RecordedFact<'haul.found'>, tx: Tx): Promise<void> {
    const found = await findingById(tx, fact.body.finding)
    const type = found ? packs.typeOf(found.type)?.type : null
    if (!found || !type) throw new Error(`finding ${fact.body.finding} cannot be read back`)
    const { id, area, lon, lat, demo, evidence } = found
    const object = found.object ? await objectById(tx, found.object) : null
    const place = await placeName(tx, area)
    const title = titleOf(type.title.zh, { place, object: object?.name ?? place })
    const content = sayFinding(evidence, offsetMs(found.at, zone))
    const source = 'sensor'
    await insertSignal(tx, {
      ...{ id, source, type: type.id, title, grade: type.grade, state: 'waiting', alarm: null, report: null, event: null },
      ...{ object: found.object, area, lon, lat, address: null, content, demo },
    })
    const body = { signal: id, source, type: type.id, title, grade: type.grade }
    await tx.record({ kind: 'signal.received', subject: id, area, body })
  }
  return { onFound }
}
