import type { ReviewTarget } from '../../../../contract/review.ts'
import { parseTimeLimit, type TimeLimit } from '../../../../contract/time-limit.ts'
import type { Words } from '../../../../contract/words.ts'
import type { Shown, ShownFact } from './shows.ts'

export type DutyTarget = Extract<ReviewTarget, { what: 'roster' | 'shift' | 'post' | 'charge' | 'item' }>
export const isDuty = (target: ReviewTarget): target is DutyTarget =>
  ['roster', 'shift', 'post', 'charge', 'item'].includes(target.what)

/** Who held a post, or answered for an object in a role, and when; moments in ms, `to` null: still. */
export type Held = { id: string; name: Words; from: number; to: number | null }
/** What the facts themselves do not say: who held what is named, how a moment and a field are written, what a unit is called. */
export type DutiesAt = {
  held: readonly Held[]
  /** 「2026-03-02 20:00」 in the city's time */
  moment: (iso: string) => string
  unit: (id: string) => string
  field: (of: string) => Words
}

const same = (text: string): Words => ({ zh: text, en: text })
const nobody: Words = { zh: '无人', en: 'nobody' }
const nothing: Words = { zh: '无', en: 'none' }
const joined = (list: readonly Words[], of: Words): Words =>
  list.length === 0 ? of : { zh: list.map(({ zh }) => zh).join('、'), en: list.map(({ en }) => en).join(', ') }

/** Does a fact show a change of exactly the duty an action names? With what it led from and to; null: it does not. */
export function showsDuty(target: DutyTarget, fact: ShownFact, at: DutiesAt): Shown | null {
  const { body, kind } = fact
  switch (target.what) {
    case 'roster':
      return body.post === target.post && kind !== 'duty.handed-over' ? shiftChange(fact, at) : null
    case 'shift':
      return (body.shift === target.shift || body.was === target.shift) && kind !== 'duty.arranged' ? shiftChange(fact, at) : null
    case 'post':
      return kind.startsWith('appointment.') && body.post === target.post ? holders(fact, body.appointment, at) : null
    case 'charge':
      return kind.startsWith('object.') && body.object === target.object && body.role === target.role
        ? holders(fact, body.charge, at)
        : null
    case 'item':
      return kind === 'business-item.changed' && body.code === target.code ? itemChange(body.changes, at) : null
  }
}

/** Who stood a shift, and who stands it now. */
function shiftChange({ kind, body }: ShownFact, { moment }: DutiesAt): Shown | null {
  const [name, instead, next] = [body.personName, body.insteadName, body.toName].map((one) => same(String(one ?? '')))
  const on = (who: Words, ...moments: unknown[]): Words => {
    const span = moments.map((one) => moment(String(one))).join('～')
    return { zh: `${span} ${who.zh}`, en: `${span} ${who.en}` }
  }
  switch (kind) {
    case 'duty.arranged':
      return { change: { before: nobody, after: on(name!, body.from, body.to) } }
    case 'duty.substituted':
      return { change: { before: instead!, after: name! } }
    case 'duty.handed-over':
      return { change: { before: name!, after: next! } }
    case 'duty.cancelled':
      return { change: { before: on(name!, body.from, body.to), after: nobody } }
    default:
      return null
  }
}

/**
 * Who held it up to the moment of a change, and who holds it from then on: one who takes another's place is told with them, whichever of the two
 * facts is looked at. Who is named for a later day is told with that day.
 */
function holders({ recordedAt }: ShownFact, id: unknown, { held, moment }: DutiesAt): Shown {
  const at = Date.parse(recordedAt)
  const before = held.filter(({ from, to }) => from < at && (to === null || to >= at))
  const after = held.filter(({ from, to }) => from <= at && (to === null || to > at))
  const later = held.filter((one) => one.id === id && one.from > at && (one.to === null || one.to > one.from))
  const dated = later.map(({ name, from }) => {
    const day = moment(new Date(from).toISOString())
    return { zh: `${name.zh}（自 ${day}）`, en: `${name.en} (from ${day})` }
  })
  const names = (list: readonly Held[]): Words[] => list.map(({ name }) => name)
  return { change: { before: joined(names(before), nobody), after: joined([...names(after), ...dated], nobody) } }
}

type Differs = { field: string; from: string | null; to: string | null }

/** Every field of an item that differs, as it was and as it is. */
function itemChange(changes: unknown, at: DutiesAt): Shown {
  const all = (changes ?? []) as Differs[]
  const side = (of: 'from' | 'to'): Words =>
    joined(
      all.map((one) => {
        const [name, value] = [at.field(one.field), fieldValue(one.field, one[of], at)]
        return { zh: `${name.zh} ${value.zh}`, en: `${name.en} ${value.en}` }
      }),
      nothing,
    )
  return { change: { before: side('from'), after: side('to') } }
}

const unitWords: Readonly<Record<TimeLimit['unit'], Words>> = {
  'urgent-hour': { zh: '紧急工作时', en: ' h, day and night' },
  'working-hour': { zh: '工作时', en: ' working h' },
  'working-day': { zh: '工作日', en: ' working days' },
  'calendar-day': { zh: '自然日', en: ' days' },
}
const stateWords: Readonly<Record<string, Words>> = {
  'in-force': { zh: '在用', en: 'in force' },
  stopped: { zh: '停用', en: 'stopped' },
}

/** A field of an item in words: limits as they are written, units by their names. */
function fieldValue(field: string, value: string | null, { unit }: Pick<DutiesAt, 'unit'>): Words {
  if (value === null) return nothing
  if (field === 'unit') return same(unit(value))
  if (field === 'state') return stateWords[value] ?? same(value)
  return field === 'accept' || field === 'finish' ? limitWords(value) : same(value)
}

/** A limit in its short form (`3wd`) as words. */
export function limitWords(text: string): Words {
  const limit = parseTimeLimit(text)
  if (!limit) return same(text)
  const { zh, en } = unitWords[limit.unit]
  const next = limit.fromNextDay ? { zh: '（次日起算）', en: ', from the next day' } : same('')
  return { zh: `${limit.n}${zh}${next.zh}`, en: `${limit.n}${en}${next.en}` }
}
