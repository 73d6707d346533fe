import type { Packs } from '../../city/pack/packs.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { suspicionById } from '../1-ingest/cameras/store.ts'
import { openEvent, placeName, titleOf } from './open.ts'
import { tiePictures } from './pictures.ts'
import { insertSignal } from './store-signals.ts'
import type { SignalRecord } from './types.ts'

type Waiting = Pick<SignalRecord, 'id' | 'type' | 'title' | 'grade' | 'area' | 'lon' | 'lat' | 'address' | 'object' | 'demo'>

/** What cameras noticed by themselves becomes a signal, under the id of its suspicion; an event only by the word of a person. */
export function suspicionHandlers({ packs, zone }: { packs: Packs; zone: string }) {
  /** It waits in the inbox for a person. */
  async function onSuspicion(fact: RecordedFact<'camera.suspected'>, tx: Tx): Promise<void> {
    await receive(tx, fact.body.suspicion)
  }

  /** A person looked. Real: it is an event, its pictures are evidence. Unclear: somebody decides in the inbox. Unreal: nothing comes of it. */
  async function onSettled({ body }: RecordedFact<'suspicion.settled'>, tx: Tx): Promise<void> {
    const { suspicion, answer, byName } = body
    if (answer === 'unreal') return
    const { id, type, title, grade, area, lon, lat, address, object, demo } = await receive(tx, suspicion)
    if (answer === 'unclear') return
    const event = await openEvent(tx, packs, zone, {
      ...{ type, title, grade, mode: 'triage', source: 'camera', area, lon, lat, address, content: null, object, demo },
      ...{ alarm: null, severity: null, lead: null, signal: id, decidedBy: byName },
    })
    await tiePictures(tx, { id, source: 'camera' }, event.id)
  }

  async function receive(tx: Tx, suspicion: string): Promise<Waiting> {
    const found = await suspicionById(tx, suspicion)
    const type = found ? packs.typeOf(found.type)?.type : null
    if (!found || !type) throw new Error(`suspicion ${suspicion} cannot be read back`)
    const { id, area, lon, lat, demo, label, thing } = found
    const place = found.camera_name ?? (await placeName(tx, area))
    const title = titleOf(type.title.zh, { place, object: thing ?? place, words: label })
    const grade = found.grade ?? type.grade
    const source = 'camera'
    const object = found.thing_object ?? found.object
    const signal: Waiting = { id, type: type.id, title, grade, area, lon, lat, address: found.camera_name, object, demo }
    await insertSignal(tx, { ...signal, source, state: 'waiting', alarm: null, report: null, event: null, content: null })
    await tx.record({ kind: 'signal.received', subject: id, area, body: { signal: id, source, type: type.id, title, grade } })
    return signal
  }

  return { onSuspicion, onSettled }
}
