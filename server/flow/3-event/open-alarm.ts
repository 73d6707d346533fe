import type { Grade, Severity } from '../../../contract/scales.ts'
import { objectById } from '../../city/object/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Tx } from '../../kernel/spine.ts'
import { openEvent, titleOf } from './open.ts'
import { ruleKey } from './quiet/rules/rule-key.ts'
import { insertSignal, lockWaitingOfAlarm } from './store-signals.ts'

/** `rule`: the one whose word it came with, `pack` and `rule` are what its findings are counted under. */
export type AlarmUp = {
  alarm: string
  object: string
  type: string
  severity: Severity
  mode: 'auto' | 'triage'
  pack: string
  rule: string
}

/** An alarm nobody is at: an event that is dispatched at once, or a signal that waits for a person. Returns the event it opened. */
export async function openForAlarm(
  tx: Tx,
  { packs, zone }: { packs: Packs; zone: string },
  { alarm, object, severity, mode, type, pack, rule }: AlarmUp,
): Promise<string | null> {
  const found = packs.typeOf(type)
  const thing = await objectById(tx, object)
  if (!found || !thing) throw new Error(`alarm ${alarm} speaks of unknown object ${object} or type ${type}`)
  const waiting = await lockWaitingOfAlarm(tx, alarm)
  if (mode === 'triage' && waiting) return null
  const grade: Grade = found.type.gradeOf[severity] ?? found.type.grade
  const title = titleOf(found.type.title.zh, { object: thing.name })
  const what = { type, title, grade, source: 'sensor', object, alarm, content: null } as const
  const place = { area: thing.area, lon: thing.lon, lat: thing.lat, address: thing.address, demo: thing.demo }
  const before = waiting ? { signal: waiting.id } : {}
  const opened =
    mode === 'auto' ? await openEvent(tx, packs, zone, { ...what, ...place, ...before, mode, severity, lead: null }) : null
  if (opened && waiting) return opened.id
  const signal = tx.newId()
  await insertSignal(tx, {
    ...what,
    ...place,
    id: signal,
    state: opened ? 'auto' : 'waiting',
    report: null,
    event: opened?.id ?? null,
    rule: ruleKey({ pack, rule }),
  })
  if (!opened)
    await tx.record({
      kind: 'signal.received',
      subject: signal,
      area: thing.area,
      body: { signal, source: 'sensor', type, title, grade },
    })
  return opened?.id ?? null
}
