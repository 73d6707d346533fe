import type { EventType, Pack } from '../../../contract/pack.ts'
import type { Severity } from '../../../contract/scales.ts'
import { durationMs } from '../../../contract/time.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { type AlarmRow, openAlarm } from '../2-detect/store.ts'
import { lockAlarmIfFree, standingOf } from '../2-detect/store-standing.ts'
import { openForAlarm } from './open-alarm.ts'
import { type Ended, mustOpenAgain, witnessesOf } from './rules/open-again.ts'
import { ruleOf } from './rules/rule-of.ts'
import { attendedBy, endedWith } from './store-again.ts'

/** How often an alarm is looked at whose event was ended: about as often as devices speak. */
const lookMs = 60_000
const busyMs = 1_000

/** What the timer carries: the ended event, and how it ended. */
type Looking = { alarm: string; before: string; no: string; ended: Ended }

/** An event that was ended while its alarm stands must not leave its object deaf: the alarm is looked at until it clears. */
export function againHandlers({ packs, zone }: { packs: Packs; zone: string }) {
  /** The type that calls people by itself at the alarm's level; below that level a step up is news anyway, and opens. */
  function callsPeople(alarm: AlarmRow): { pack: Pack; type: EventType } | null {
    const pack = packs.byId(alarm.pack)
    const type = packs.typeOfFamily(pack.id, alarm.family)
    return alarm.cleared_at === null && type?.auto.includes(alarm.severity) ? { pack, type } : null
  }

  const spokenFor = (alarm: AlarmRow, { pack, type }: { pack: Pack; type: EventType }): string[] =>
    witnessesOf(alarm.contributors, pack.detect, type.auto)

  async function onEnded(fact: RecordedFact<'event.false-alarm'> | RecordedFact<'event.closed'>, tx: Tx): Promise<void> {
    const how = fact.kind === 'event.closed' ? 'closed' : 'false-alarm'
    for (const event of await endedWith(tx, fact.body.event)) {
      const alarm = await openAlarm(tx, event.object, event.family)
      const called = alarm && callsPeople(alarm)
      if (!alarm || !called) continue
      const severity: Severity | null = (await standingOf(tx, packs, alarm))?.severity ?? null
      const ended: Ended = { how, at: tx.now.getTime(), severity, witnesses: spokenFor(alarm, called) }
      await lookLater(tx, { alarm: alarm.id, before: event.id, no: event.no, ended }, lookMs)
    }
  }

  const lookLater = (tx: Tx, looking: Looking, inMs: number): Promise<void> =>
    tx.setTimer({
      key: `again:${looking.alarm}`,
      kind: 'event.look-again',
      dueAt: new Date(tx.now.getTime() + inMs),
      body: looking,
    })

  const onLookAgain: TimerHandler = async (body, tx) => {
    const looking = body as Looking
    // The timer's row is locked already, readings lock the alarm first: so a busy alarm is not waited for.
    const alarm = await lockAlarmIfFree(tx, looking.alarm)
    if (!alarm) return lookLater(tx, looking, busyMs)
    const found = callsPeople(alarm)
    if (!found || (await attendedBy(tx, alarm.object, alarm.family))) return
    const quiet = {
      auto: found.type.auto,
      quietMs: durationMs(found.pack.quietAfterEnd),
      witnesses: spokenFor(alarm, found),
    }
    const standing = await standingOf(tx, packs, alarm)
    // A timer set before witnesses were noted: then nothing is another one.
    const ended = { ...looking.ended, witnesses: looking.ended.witnesses ?? quiet.witnesses }
    if (!mustOpenAgain(standing, ended, quiet, tx.now.getTime())) return lookLater(tx, looking, lookMs)
    await openAgain(tx, alarm, found.type.id, looking)
  }

  async function openAgain(tx: Tx, alarm: AlarmRow, type: string, { before, no }: Looking): Promise<void> {
    const { id, object, severity, pack } = alarm
    const rule = ruleOf(alarm)
    const event = await openForAlarm(tx, { packs, zone }, { alarm: id, object, severity, type, mode: 'auto', pack, rule })
    if (!event) throw new Error(`alarm ${id} opened nothing`)
    await tx.record({
      kind: 'event.opened-again',
      subject: event,
      area: alarm.area,
      body: { event, before, no, alarm: id, severity },
    })
  }

  return { onEnded, onLookAgain }
}
