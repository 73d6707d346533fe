import type { Grade } from '../../../contract/scales.ts'
import type { Signal, SignalDetail } from '../../../contract/signal.ts'
import { maskBy } from '../../city/mask.ts'
import { akinBy } from '../../city/pack/akin.ts'
import { objectKindsOf } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { suspicionById } from '../../flow/1-ingest/cameras/store.ts'
import type { SuspicionRow } from '../../flow/1-ingest/cameras/types.ts'
import { boxAround, distanceM } from '../../flow/3-event/rules/distance.ts'
import { endsByItself } from '../../flow/3-event/rules/off-of.ts'
import { type Score, scoreOf } from '../../flow/3-event/rules/score.ts'
import { previewPlan } from '../../flow/4-dispatch/store-route.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { placeOf } from './rules/event-row.ts'
import { saidElsewhere } from './rules/said-elsewhere.ts'
import { onePartEach } from './rules/why.ts'
import {
  type Candidate,
  type ListedSignal,
  type PhoneSaid,
  readCandidates,
  readSignal,
  readSignalParts,
  type SignalParts,
} from './store-signals.ts'
import type { GravestChange } from './types.ts'

/** Duplicates are looked for within 500 m and 48 h (where a score has its zeros); from this score on they count as possible. */
const aroundM = 500
const aroundMs = 48 * 3_600_000
const possibleDuplicate = 0.6

type Scored = Candidate & Score & { metres: number }

/** The score of each thing near a signal, highest first. */
function scored(packs: Packs, signal: ListedSignal, candidates: Candidate[]): Scored[] {
  const areAkin = akinBy(packs)
  const own = {
    type: signal.type,
    object: signal.object,
    lon: signal.lon,
    lat: signal.lat,
    at: signal.received_at,
    text: `${signal.title} ${signal.content ?? ''}`,
  }
  return candidates
    .filter((other) => other.signal === signal.id)
    .map((other) => ({
      ...other,
      ...scoreOf(own, { ...other, text: `${other.title} ${other.content ?? ''}` }, areAkin),
      metres: Math.round(distanceM(signal, other)),
    }))
    .sort((a, b) => b.score - a.score || a.metres - b.metres)
}

const aroundOf = (signal: ListedSignal) => ({
  id: signal.id,
  ...boxAround(signal, aroundM),
  since: new Date(signal.received_at.getTime() - aroundMs),
})

/** A page of signals on the wire; one statement looks for the duplicates of them all. */
export async function signalRows(db: Db, packs: Packs, caller: Caller, signals: ListedSignal[]): Promise<Signal[]> {
  const undecided = signals.filter((signal) => signal.state === 'waiting' || signal.state === 'snoozed')
  const candidates = undecided.length > 0 ? await readCandidates(db, { caller, around: undecided.map(aroundOf) }) : []
  return signals.map((signal) =>
    signalRow(packs, signal, scored(packs, signal, candidates).filter((other) => other.score >= possibleDuplicate).length),
  )
}

/** What became an event of its own has the event's grade: the machine may have raised it since. */
const gradeNow = (signal: ListedSignal): Grade =>
  (signal.state === 'auto' || signal.state === 'opened' ? signal.event_grade : null) ?? signal.grade

function signalRow(packs: Packs, signal: ListedSignal, duplicates: number): Signal {
  const type = packs.typeOf(signal.type)?.type
  return {
    id: signal.id,
    source: signal.source,
    type: signal.type,
    typeName: type?.name ?? { zh: signal.type, en: signal.type },
    title: signal.title,
    grade: gradeNow(signal),
    severity: signal.severity,
    state: signal.state,
    area: signal.area,
    ...placeOf(signal),
    lon: signal.lon,
    lat: signal.lat,
    address: signal.address,
    content: signal.content,
    reading: readingWords(packs, signal),
    receivedAt: signal.received_at.toISOString(),
    snoozeUntil: signal.snooze_until?.toISOString() ?? null,
    ends: signal.state === 'snoozed' && endsByItself(signal.reason),
    decidedAt: signal.decided_at?.toISOString() ?? null,
    decidedBy: signal.decided_by,
    reason: signal.reason,
    event:
      signal.event && signal.event_no
        ? { id: signal.event, no: signal.event_no, state: signal.event_state ?? '', accepted: signal.event_accepted ?? false }
        : null,
    duplicates,
    version: signal.version,
  }
}

/** 「CH4 52 %LEL」: the newest value that moved the alarm. The id of a reading is its formula. */
function readingWords(packs: Packs, signal: ListedSignal): string | null {
  if (signal.value === null || !signal.reading) return null
  const unit = packs.unitOf(signal.pack, signal.reading)
  return `${signal.reading.toUpperCase()} ${signal.value} ${unit}`.trim()
}

type SignalObject = NonNullable<SignalParts['object']>

/** The level of an object whose kind has no model was registered by nobody's reckoning: it is not told as one. */
function objectOf(packs: Packs, { lon, lat, ...object }: SignalObject, said: PhoneSaid | null): SignalDetail['objectView'] {
  const kind = objectKindsOf(packs.all()).find((one) => one.kind === object.kind)
  return {
    ...object,
    kindName: kind?.name ?? { zh: object.kind, en: object.kind },
    modelled: kind?.risk !== undefined,
    risk: kind?.risk ? object.risk : null,
    phoneM: said && saidElsewhere(distanceM({ lon, lat }, said), said.accuracyM),
  }
}

type Preview = NonNullable<Awaited<ReturnType<typeof previewPlan>>>
const proposalOf = ({ plan, version, steps, acceptS, arriveS }: Preview): SignalDetail['proposal'] => ({
  ...{ plan, version, steps, acceptS, arriveS },
})

const suspicionOf = (row: SuspicionRow | null): SignalDetail['suspicion'] =>
  row && {
    ...{
      camera: row.camera,
      name: row.camera_name,
      placed: row.object === null,
      label: row.label,
      confidence: row.confidence,
      n: row.n,
    },
    ...{ firstAt: row.first_at.toISOString(), lastAt: row.last_at.toISOString() },
  }

/** A signal with who would get it, what it may be a duplicate of, and why it is here; null outside the caller's sight. */
export async function openSignal(
  db: Db,
  packs: Packs,
  caller: Caller,
  asked: { id: string; now: Date },
): Promise<SignalDetail | null> {
  const signal = await readSignal(db, caller, asked.id)
  if (!signal) return null
  const candidates = scored(packs, signal, await readCandidates(db, { caller, around: [aroundOf(signal)] }))
  const parts = await readSignalParts(db, signal)
  const preview = await previewPlan(
    db,
    packs,
    { type: signal.type, area: signal.area, grade: gradeNow(signal), object: signal.object },
    asked.now,
  )
  const suspicion = signal.source === 'camera' ? suspicionOf(await suspicionById(db, signal.id)) : null
  return {
    ...signalRow(packs, signal, candidates.filter((other) => other.score >= possibleDuplicate).length),
    objectView: parts.object && objectOf(packs, parts.object, parts.said),
    report: signal.report,
    suspicion,
    photos: parts.photos.map((photo) => ({ id: photo.id, takenAt: new Date(photo.takenAt).toISOString() })),
    device: parts.device,
    contact: parts.contact && { name: maskBy('name', parts.contact.name), phone: maskBy('phone', parts.contact.phone) },
    proposal: preview && proposalOf(preview),
    why: whyHere(
      signal,
      parts.rule && { ...parts.rule, unit: packs.unitOf(signal.pack, parts.rule.reading) },
      onePartEach(preview?.routes ?? []),
    ),
    nearby: candidates
      .filter((other) => other.kind === 'event')
      .slice(0, 8)
      .map(nearLine),
  }
}

const nearLine = (other: Scored): SignalDetail['nearby'][number] => ({
  id: other.id,
  no: other.no,
  title: other.title,
  grade: other.grade as Grade,
  state: other.state,
  distanceM: other.metres,
  openedAt: other.at.toISOString(),
  score: hundredths(other.score),
  sameObject: other.sameObject,
  parts: {
    type: hundredths(other.parts.type),
    distance: hundredths(other.parts.distance),
    time: hundredths(other.parts.time),
    text: hundredths(other.parts.text),
  },
})

const hundredths = (n: number): number => Math.round(n * 100) / 100

/** Codes with their values, rendered by the screen: the rule that raised, and each unit's part with its reason. */
function whyHere(
  signal: ListedSignal,
  rule: (GravestChange & { unit: string }) | null,
  routes: { unitName: string; role: string; reason: string }[],
): SignalDetail['why'] {
  const raised = rule ? [{ code: 'rule', values: rule }] : []
  const grade = {
    code: 'grade',
    values: { grade: gradeNow(signal), from: signal.peak ? 'severity' : 'type', severity: signal.peak },
  }
  return [
    ...raised,
    grade,
    ...routes.map(({ unitName, role, reason }) => ({ code: 'route', values: { unit: unitName, role, reason } })),
  ]
}
