import { type FactKind, factKinds } from '../../../contract/fact.ts'
import { inScope } from '../../city/permit/scope.ts'
import { isSeat } from '../../city/wall-seat/seat-caller.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Caller } from '../../kernel/http.ts'

export type Listener = { caller: Caller; scope: string[]; cases: Set<string> }

/**
 * May this listener hear the fact? By area for those who see areas, by case for those who see cases, personal notices
 * only to the person named, administration only to auditors, the register to those who read it, warnings to whoever works on cases. A listener learns of a new case when their unit is asked.
 */
export function hears(listener: Listener, fact: RecordedFact): boolean {
  const { caller } = listener
  const body = fact.body as Record<string, unknown>
  const { sight } = factKinds[fact.kind as FactKind]
  if (sight === 'person') return body.person === caller.person
  if (sight === 'admin') return caller.permits.has('audit.read')
  if (sight === 'rules') return caller.permits.has('rule.read')
  // A round of numbers is of many places: whoever stands in one of them or above it hears that there is one.
  if (fact.kind === 'vitals.changed')
    return (caller.session === 'wall' || caller.permits.has('object.read')) && touches(listener.scope, body.paths)
  // A wall learns that something in its area is new, and reads it by its own doors.
  if (caller.session === 'wall') return (sight === 'case' || sight === 'objects') && !isOfSheet(fact) && isInside(listener, fact)
  // A sheet of 40,000 rows is told once, by what it is itself.
  if (sight === 'objects')
    return caller.permits.has('object.read') && !isOfSheet(fact) && fact.area !== null && inScope(listener.scope, fact.area)
  // Administrators sit in a unit that may have a part in a case, and have no business with it.
  if (!caller.permits.has('event.read')) return false
  if (sight === 'all') return true
  if (caller.sight === 'area' && fact.area !== null && inScope(listener.scope, fact.area)) return true
  const event = typeof body.event === 'string' ? body.event : null
  if (event && fact.kind === 'work-order.asked' && body.unit === caller.unit) listener.cases.add(event)
  if (fact.kind === 'report.received' && body.person === caller.person) return true
  return event !== null && listener.cases.has(event)
}

/** Is one of the places in the scope, or the scope in one of them? */
const touches = (scope: readonly string[], paths: unknown): boolean =>
  Array.isArray(paths) && paths.some((path: string) => inScope(scope, path) || scope.some((one) => one.startsWith(path)))

const isInside = ({ scope }: Listener, { area }: RecordedFact): boolean => area !== null && inScope(scope, area)

const isOfSheet = ({ kind, body }: RecordedFact): boolean => {
  const { sheet, bulk } = body as Record<string, unknown>
  return bulk === true || (!kind.endsWith('.sheet-taken') && typeof sheet === 'string')
}

/** Facts after which somebody may see less, or other things, than a moment before; the subject is the one of these they are about. */
const turns: Partial<Record<FactKind, 'person' | 'post' | 'unit'>> = {
  'session.closed': 'person',
  'person.ended': 'person',
  'appointment.made': 'person',
  'appointment.ended': 'person',
  'appointment.delegated': 'person',
  'post.ended': 'post',
  'unit.ended': 'unit',
}

/** Does the fact change what this listener may hear? Then who they are is asked anew before they are told it. */
export function turnsRights(
  caller: Pick<Caller, 'person' | 'post' | 'unit'>,
  fact: Pick<RecordedFact, 'kind' | 'subject'>,
): boolean {
  if (fact.kind === 'wall.seat-ended') return isSeat(caller, fact.subject)
  const about = turns[fact.kind as FactKind]
  return about !== undefined && fact.subject === caller[about]
}
