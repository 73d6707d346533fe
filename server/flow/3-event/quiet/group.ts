import { durationMs } from '../../../../contract/time.ts'
import { objectById } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { attempt } from '../../../kernel/attempt.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { recordJoined } from '../joined.ts'
import { type Opening, openEvent, placeName, titleOf } from '../open.ts'
import { type AlarmUp, openForAlarm } from '../open-alarm.ts'
import { regrade } from '../regrade.ts'
import { eventNumber } from '../rules/number.ts'
import { changeEvent, insertEvent, lockEvent, nextSerial } from '../store.ts'
import { attendedBy } from '../store-again.ts'
import { decideSignal, insertSignal, lockWaitingOfAlarm, moveSignals } from '../store-signals.ts'
import type { EventRecord, SignalRecord } from '../types.ts'
import { ruleKey } from './rules/rule-key.ts'
import { lockWaiting, openAmong, recentInTown } from './store-group.ts'

type Deps = { packs: Packs; zone: string }
type Member = Pick<
  Opening,
  'type' | 'title' | 'grade' | 'area' | 'lon' | 'lat' | 'address' | 'content' | 'object' | 'alarm' | 'severity' | 'demo'
>

/**
 * An alarm nobody is at comes before people: by itself, or as one of many of its kind in its town, which are one event with members
 * (merged events, as a person merges them: each can be split off again). Red is never one of many. Answers the event it came to.
 */
export async function openOrJoin(tx: Tx, deps: Deps, up: AlarmUp): Promise<string | null> {
  let event: string | null = null
  const join = async (): Promise<void> => {
    event = await joinGroup(tx, deps, up)
  }
  // A case that is broken in itself must not keep other alarms from people: then this one comes up alone.
  if (up.severity !== 'red' && (await attempt(tx, `many at once: alarm ${up.alarm}`, join)) && event) return event
  return openForAlarm(tx, deps, up)
}

async function joinGroup(tx: Tx, deps: Deps, up: AlarmUp): Promise<string | null> {
  const master = await groupFor(tx, deps, up)
  if (!master) return null
  const thing = (await objectById(tx, up.object))!
  const { type } = deps.packs.typeOf(up.type)!
  const { name, area, lon, lat, address, demo } = thing
  const waiting = await lockWaitingOfAlarm(tx, up.alarm)
  return addMember(tx, deps, master, {
    ...{ type: up.type, title: titleOf(type.title.zh, { object: name }), grade: type.gradeOf[up.severity] ?? type.grade },
    ...{ area, lon, lat, address, content: null, object: up.object, alarm: up.alarm, severity: up.severity, demo },
    ...{ waiting: waiting?.id ?? null, rule: ruleKey(up), calls: up.mode === 'auto' },
  })
}

/** The event an alarm is one of many of, locked: one that is open already, or the oldest finding of the many, opened now. */
async function groupFor(tx: Tx, { packs, zone }: Deps, { alarm, type, object, pack }: AlarmUp): Promise<EventRecord | null> {
  const { from, within } = packs.byId(pack).quiet.group
  const { area } = (await objectById(tx, object))!
  const since = new Date(tx.now.getTime() - durationMs(within))
  const recent = await recentInTown(tx, { alarm, type, area, since, most: from - 1 })
  if (recent.length < from - 1) return null
  for (const id of await openAmong(
    tx,
    recent.flatMap(({ event }) => event ?? []),
  )) {
    const event = await lockEvent(tx, id)
    if (event && (event.state === 'open' || event.state === 'handling')) return event
  }
  const { name, family } = packs.typeOf(type)!.type
  const ids = recent.flatMap(({ id, state }) => (state === 'waiting' ? [id] : [])).reverse()
  const [first, ...others] = await unattended(tx, ids, family)
  if (!first) return null
  const title = `${await placeName(tx, area)}多处${name.zh}`
  const opening = { mode: 'auto', source: 'sensor', lead: null, signal: first.id } as const
  const { id } = await openEvent(tx, packs, zone, { ...memberOf(first), ...opening, title })
  for (const other of others)
    await addMember(tx, { packs, zone }, (await lockEvent(tx, id))!, { ...memberOf(other), waiting: other.id, calls: false })
  return lockEvent(tx, id)
}

/** What of a finding its event takes over; how grave its alarm was stands with the alarm. */
const memberOf = ({ type, title, grade, area, lon, lat, address, content, object, alarm, demo }: SignalRecord): Member => ({
  ...{ type, title, grade, area, lon, lat, address, content, object, alarm, severity: null, demo },
})

/** Findings that still wait, locked, where nobody is at the object already (its case may have been reopened since). */
async function unattended(tx: Tx, ids: string[], family: string | null): Promise<SignalRecord[]> {
  const rows: SignalRecord[] = []
  for (const id of ids) {
    const row = await lockWaiting(tx, id)
    if (row && !(row.object && family && (await attendedBy(tx, row.object, family)))) rows.push(row)
  }
  return rows
}

type Adding = Member & { waiting: string | null; rule?: string; calls: boolean }

/** An event that is part of another one from its first moment, with its signal: nobody is dispatched for it. Answers the master. */
async function addMember(tx: Tx, { packs, zone }: Deps, master: EventRecord, adding: Adding): Promise<string> {
  const { calls, ...member } = adding
  const { area, severity, grade } = member
  const { pack, type } = packs.typeOf(member.type)!
  const [id, no] = [tx.newId(), eventNumber(type.prefix, tx.now, zone, await nextSerial(tx))]
  const from = { pack: pack.id, pack_version: pack.version, family: type.family, mode: 'auto', source: 'sensor' } as const
  await insertEvent(tx, { ...member, ...from, id, no, state: 'merged' })
  await changeEvent(tx, id, { merged_into: master.id, closed_at: tx.now })
  const signal = await signalOf(tx, id, member)
  await moveSignals(tx, id, master.id)
  await tx.record({ kind: 'signal.opened', subject: signal, area, body: { signal, event: id } })
  await tx.record({ kind: 'event.merged', subject: id, area, body: { event: id, into: master.id, intoNo: master.no } })
  await tx.record({ kind: 'event.absorbed', subject: master.id, area: master.area, body: { event: master.id, other: id, no } })
  await regrade(tx, (await lockEvent(tx, master.id))!, { severity, grade, calls, reason: 'absorbed' })
  if (calls && member.object) await recordJoined(tx, master, member.object)
  return master.id
}

/** The signal a member came by: the one that waited, or a new one. */
async function signalOf(tx: Tx, event: string, { waiting, rule, ...member }: Omit<Adding, 'calls'>): Promise<string> {
  if (waiting) {
    await decideSignal(tx, waiting, { state: 'auto', event })
    return waiting
  }
  const id = tx.newId()
  const from = { source: 'sensor', state: 'auto', report: null } as const
  await insertSignal(tx, { ...member, ...from, id, event, ...(rule ? { rule } : {}) })
  return id
}
