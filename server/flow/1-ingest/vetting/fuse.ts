import type { Sighted } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import { objectOfNumber } from '../../../city/object/store-numbers.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { isSame } from '../cameras/rules/same-suspicion.ts'
import { countAgain, insertSuspicion, lastSuspicion } from '../cameras/store.ts'
import type { Suspecting } from '../cameras/take.ts'
import type { Platform, SuspicionRow } from '../cameras/types.ts'
import { lastOfThing, lockThing } from './store.ts'

type Fusing = Suspecting & { sighted: Sighted; thing: string | null }

/**
 * The suspicion a sighting belongs to: that of the same thing (a plate) by whatever camera, or without a number that of the same camera and
 * label; a new one when the last lies too far back. Whether somebody looks is weighed afterwards.
 */
export async function fuse(tx: Tx, platform: Platform, found: Fusing): Promise<{ outcome: 'suspicion'; id: string }> {
  const { seen, label, at, sighted, thing } = found
  const type = label.type!
  if (thing) await lockThing(tx, type, thing)
  const last = thing
    ? await lastOfThing(tx, type, thing)
    : await lastSuspicion(tx, platform, { camera: seen.camera, label: label.label })
  if (last && isSame({ firstAt: last.first_at, lastAt: last.last_at }, at, durationMs(sighted.within))) {
    await countAgain(tx, last.id, at)
    return { outcome: 'suspicion', id: last.id }
  }
  const id = tx.newId()
  await insertSuspicion(tx, await rowOf(tx, platform, found, id), 'held')
  return { outcome: 'suspicion', id }
}

async function rowOf(
  tx: Tx,
  { protocol, number }: Platform,
  found: Fusing,
  id: string,
): Promise<Omit<SuspicionRow, 'n' | 'received_at'>> {
  const { seen, label, at, place, sighted, thing } = found
  const { name, object, area, lon, lat, demo } = place
  return {
    ...{
      id,
      protocol,
      number,
      camera: seen.camera,
      camera_name: name,
      label: label.label,
      type: label.type!,
      grade: label.grade,
    },
    ...{ confidence: seen.confidence, object, area, lon, lat, demo, first_at: at, last_at: at, thing },
    thing_object: thing ? await objectOfNumber(tx, sighted.kind, sighted.detail, thing) : null,
  }
}
