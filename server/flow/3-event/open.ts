import type { OpenedBy } from '../../../contract/catalogue.ts'
import { exerciseMark, inEarnest } from '../../../contract/exercise-mark.ts'
import type { Grade, Severity } from '../../../contract/scales.ts'
import type { SignalSource } from '../../../contract/signal-sources.ts'
import { areasAlong } from '../../city/area/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { eventNumber } from './rules/number.ts'
import { insertEvent, nextSerial } from './store.ts'
import { type Decision, decideSignal } from './store-signals.ts'
import type { EventRecord } from './types.ts'

export type Opening = {
  type: string
  title: string
  grade: Grade
  mode: 'auto' | 'triage'
  source: SignalSource
  area: string
  lon: number
  lat: number
  address: string | null
  content: string | null
  object: string | null
  alarm: string | null
  severity: Severity | null
  demo: boolean
  /** a lead unit chosen by a person instead of the plan's */
  lead: string | null
  selfHandled?: boolean
  /** `pack/rule`, of an event about a rule itself */
  aboutRule?: string
  /** the condition of the catalogue that a person chose: its limit is the one for finishing */
  openedBy?: OpenedBy | null
  /** the signal that waited: whoever reported it hears of the event before anybody is dispatched */
  signal?: string
  /** who decided, where that is not whoever acts now */
  decidedBy?: string
  /** a drill: its title says so wherever it is read, it stands beside the alarms and cases of its object, and counts nowhere */
  exercise?: boolean
}

/** Writes a new event and its fact; whoever dispatches listens. Returns its id and number. */
export async function openEvent(tx: Tx, packs: Packs, zone: string, given: Opening): Promise<{ id: string; no: string }> {
  const opening = { ...given, title: given.exercise ? exerciseMark + given.title : inEarnest(given.title) }
  const found = packs.typeOf(opening.type)
  if (!found) throw new Error(`event type ${opening.type} belongs to no pack`)
  const id = tx.newId()
  const no = eventNumber(found.type.prefix, tx.now, zone, await nextSerial(tx))
  const state = opening.selfHandled ? 'self-handled' : 'open'
  const grade = opening.selfHandled ? 'minor' : opening.grade
  await insertEvent(tx, {
    id,
    no,
    pack: found.pack.id,
    pack_version: found.pack.version,
    family: opening.exercise ? null : found.type.family,
    ...opening,
    state,
    grade,
  })
  const { type, title, mode, source, object, alarm, severity, lead, exercise } = opening
  if (opening.signal) {
    await decideSignal(tx, opening.signal, decisionOf(tx, opening, id))
    await tx.record({
      kind: 'signal.opened',
      subject: opening.signal,
      area: opening.area,
      body: { signal: opening.signal, event: id },
    })
  }
  if (opening.selfHandled) await tx.record({ kind: 'event.self-handled', subject: id, area: opening.area, body: { event: id } })
  else
    await tx.record({
      kind: 'event.opened',
      subject: id,
      area: opening.area,
      body: { event: id, no, type, grade, title, source, mode, object, alarm, severity, lead, ...(exercise ? { exercise } : {}) },
    })
  return { id, no }
}

/** Who took the waiting signal out of the inbox: a person, or its own alarm that got graver. */
const decisionOf = (tx: Tx, { mode, grade, decidedBy }: Opening, event: string): Decision =>
  mode === 'auto' ? { state: 'auto', event, grade } : { state: 'opened', event, by: decidedBy ?? tx.actor.name ?? tx.actor.id }

/** 「寸滩街道」: the town of a path, else the nearest area above it; for titles and addresses. */
export async function placeName(db: Db, path: string): Promise<string> {
  const along = await areasAlong(db, path)
  return (along.find((area) => area.tier === 'town') ?? along.at(-1))?.name ?? ''
}

/** The title of an event from its type's template: `{object}`, `{place}` or `{words}` (the first ones of a report) is filled. */
export const titleOf = (template: string, words: { object?: string; place?: string; words?: string }): string =>
  template
    .replaceAll('{words}', words.words ?? '')
    .replaceAll('{object}', words.object ?? words.place ?? '')
    .replaceAll('{place}', words.place ?? words.object ?? '')

/** Where an event stands for a new signal of the same object. */
export const isOver = (event: Pick<EventRecord, 'state'>): boolean =>
  ['closed', 'merged', 'false-alarm', 'self-handled'].includes(event.state)
