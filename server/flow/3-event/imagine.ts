import { exerciseMark } from '../../../contract/exercise-mark.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { Opening } from './open.ts'
import { insertEvent } from './store.ts'

export type Imagined = Pick<Opening, 'type' | 'title' | 'grade' | 'area' | 'lon' | 'lat' | 'object'>

/**
 * Opens an event that is only made up, in a rehearsal that is taken back (`kernel/rehearse.ts`): it takes no number of the day and
 * belongs to no family, so that it is in nobody's way. Whoever dispatches listens as to any other.
 */
export async function imagineEvent(tx: Tx, packs: Packs, imagined: Imagined): Promise<string> {
  const found = packs.typeOf(imagined.type)
  if (!found) throw new Error(`event type ${imagined.type} belongs to no pack`)
  const id = tx.newId()
  const { type, grade, area, lon, lat, object } = imagined
  const title = exerciseMark + imagined.title
  await insertEvent(tx, {
    ...{ id, no: id.replaceAll('-', '').slice(-26), pack: found.pack.id, pack_version: found.pack.version, family: null },
    ...{ type, title, grade, area, lon, lat, object, state: 'open', mode: 'auto', source: 'seat', severity: null },
    ...{ alarm: null, address: null, content: null, demo: false, exercise: true },
  })
  await tx.record({
    ...{ kind: 'event.opened', subject: id, area },
    body: {
      event: id,
      no: '',
      type,
      grade,
      title,
      source: 'seat',
      mode: 'auto',
      object,
      alarm: null,
      severity: null,
      lead: null,
    },
  })
  return id
}
