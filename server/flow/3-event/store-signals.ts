import { inEarnest } from '../../../contract/exercise-mark.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { SignalRecord, SignalState } from './types.ts'

export const signalColumns = `s.id, s.source, s.type, s.title, s.grade, s.state, s.alarm, s.report, s.event, s.object, s.area, s.lon, s.lat, s.address, s.content, s.received_at,
  s.snooze_until, s.decided_at, s.decided_by, s.reason, s.version, s.demo`

export async function insertSignal(
  tx: Tx,
  signal: Omit<SignalRecord, 'version' | 'received_at' | 'snooze_until' | 'decided_at' | 'decided_by' | 'reason'> & {
    /** `pack/rule`: what a rule brings before a person is counted */
    rule?: string
  },
): Promise<void> {
  await tx.query(
    `insert into signals (id, source, type, title, grade, state, alarm, report, event, home_event, object, area, lon, lat, address, content, demo, received_at, rule)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      signal.id,
      signal.source,
      signal.type,
      inEarnest(signal.title),
      signal.grade,
      signal.state,
      signal.alarm,
      signal.report,
      signal.event,
      signal.object,
      signal.area,
      signal.lon,
      signal.lat,
      signal.address,
      signal.content,
      signal.demo,
      tx.now,
      signal.rule ?? null,
    ],
  )
}

/** A signal inside the caller's areas, locked; null when it is not there or not theirs to see. */
export async function lockSignal(tx: Tx, caller: Pick<Caller, 'scope'>, id: string): Promise<SignalRecord | null> {
  const values: unknown[] = [id]
  const [row] = await tx.query<SignalRecord>(
    `select ${signalColumns} from signals s where s.id = $1 and ${scopeSql('s.area', caller.scope, values)} for update`,
    values,
  )
  return row ?? null
}

/** The same, or one of another area that was merged into an event of the caller's areas: whoever leads that may split it off. */
export async function lockMerged(tx: Tx, scope: readonly string[], id: string): Promise<SignalRecord | null> {
  const values: unknown[] = [id]
  const [row] = await tx.query<SignalRecord>(
    `select ${signalColumns} from signals s where s.id = $1 and (${scopeSql('s.area', scope, values)}
       or exists (select 1 from events e where e.id = s.event and ${scopeSql('e.area', scope, values)})) for update of s`,
    values,
  )
  return row ?? null
}

export async function signalById(db: Db, id: string): Promise<SignalRecord | null> {
  const [row] = await db.query<SignalRecord>(`select ${signalColumns} from signals s where s.id = $1`, [id])
  return row ?? null
}

/** The undecided signal of a report, locked. */
export async function lockWaitingOfReport(tx: Tx, report: string): Promise<SignalRecord | null> {
  const [row] = await tx.query<SignalRecord>(
    `select ${signalColumns} from signals s where s.report = $1 and s.state in ('waiting', 'snoozed') order by s.received_at limit 1 for update`,
    [report],
  )
  return row ?? null
}

/** The undecided signal of an alarm, locked. */
export async function lockWaitingOfAlarm(tx: Tx, alarm: string): Promise<SignalRecord | null> {
  const [row] = await tx.query<SignalRecord>(
    `select ${signalColumns} from signals s where s.alarm = $1 and s.state in ('waiting', 'snoozed') order by s.received_at limit 1 for update`,
    [alarm],
  )
  return row ?? null
}

export type Decision = {
  state: SignalState
  event?: string | null
  by?: string | null
  reason?: string | null
  snoozeUntil?: Date | null
  title?: string
  grade?: string
}

export async function decideSignal(tx: Tx, id: string, decision: Decision): Promise<void> {
  await tx.query(
    `update signals set state = $2, event = coalesce($3, event), home_event = coalesce($3, home_event), decided_by = $4, reason = $5, snooze_until = $6, decided_at = $7, version = version + 1,
       title = coalesce($8, title), grade = coalesce($9, grade) where id = $1`,
    [
      id,
      decision.state,
      decision.event ?? null,
      decision.by ?? null,
      decision.reason ?? null,
      decision.snoozeUntil ?? null,
      decision.state === 'waiting' ? null : tx.now,
      decision.title ?? null,
      decision.grade ?? null,
    ],
  )
}

/** A signal that was merged waits again, as if nobody had decided it. */
export async function giveBackSignal(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update signals set state = 'waiting', event = null, home_event = null, decided_by = null, decided_at = null, reason = null, version = version + 1
     where id = $1`,
    [id],
  )
}

/** Signals that led to an event: who reported it. */
export const signalsOfEvent = (db: Db, event: string): Promise<SignalRecord[]> =>
  db.query<SignalRecord>(`select ${signalColumns} from signals s where s.event = $1 order by s.received_at`, [event])

/** Moves the signals of a merged event over to the one it went into, so that their reporters follow that one. */
export async function moveSignals(tx: Tx, from: string, to: string): Promise<void> {
  await tx.query('update signals set event = $2 where event = $1', [from, to])
}

/** Gives the signals that came from these events to the one that is split off, however far they had been moved. */
export async function bringSignalsHome(tx: Tx, homes: string[], to: string): Promise<void> {
  await tx.query('update signals set event = $2 where home_event = any($1::uuid[])', [homes, to])
}

/** A signal still snoozed, locked; null when somebody decided it meanwhile. */
export async function lockSnoozed(tx: Tx, id: string): Promise<SignalRecord | null> {
  const [row] = await tx.query<SignalRecord>(
    `select ${signalColumns} from signals s where s.id = $1 and s.state = 'snoozed' for update`,
    [id],
  )
  return row ?? null
}
