import { joinParts, samePart } from '../../../contract/plan-parts.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import { telling } from './case.ts'
import { answererOf } from './on-look.ts'
import { leadOrderOf } from './store.ts'
import { backstopFor } from './store-route.ts'
import { giveUnmanned, insertUnmanned, type UnmannedRow, unmannedOf } from './store-unmanned.ts'
import { tell } from './tell.ts'
import type { Holder, Route, Unmanned } from './types.ts'

type Ask = (route: Route) => Promise<string>
type Noting = { ask: Ask; hold: boolean }

/**
 * Parts nobody can be called for: whoever stands in is asked, the fact says which part and why, and whoever leads and the duty officer hear of it
 * at once (`hold`: with the notices of a dispatch that can still be undone). Each part once in a dispatch; who stands in for several is asked once, for all.
 */
export async function noteUnmanned(tx: Tx, event: EventRecord, parts: readonly Unmanned[], { ask, hold }: Noting): Promise<void> {
  const known = await unmannedOf(tx, event.id)
  const isNew = ({ part }: Unmanned): boolean => !known.some((row) => samePart(row.part, part))
  const fresh = parts.filter(isNew)
  const asked = new Map<string, string>()
  for (const { part, mandatory, why, route } of fresh) {
    const order = route && (asked.get(standsIn(route)) ?? (await ask(withAll(route, fresh))))
    if (route && order) asked.set(standsIn(route), order)
    const unitName = route?.unitName ?? null
    await insertUnmanned(tx, { event: event.id, part, mandatory, why, work_order: order, unit_name: unitName })
    await tx.record({
      kind: 'event.part-unmanned',
      subject: event.id,
      area: event.area,
      body: { event: event.id, part, mandatory, why, order, unitName },
    })
    if (!hold) await tellUnmanned(tx, event, { part, mandatory })
  }
}

/** Whoever stands in has one order, whatever the parts; a unit whose own post is empty has one for its part. */
const standsIn = ({ unit, reason, part }: Route): string => (reason === 'backstop' ? unit : `${unit} ${part?.zh}`)

/** The question to whoever stands in, with all the parts it is for. */
function withAll(route: Route, parts: readonly Unmanned[]): Route {
  const same = parts.filter((one) => one.route && standsIn(one.route) === standsIn(route))
  return { ...route, mandatory: same.some(({ mandatory }) => mandatory), part: joinParts(same.map(({ part }) => part)) }
}

/** Those of a dispatch that cannot be undone any more. */
export async function tellAllUnmanned(tx: Tx, event: EventRecord): Promise<void> {
  for (const row of await unmannedOf(tx, event.id)) if (!row.given_at) await tellUnmanned(tx, event, row)
}

async function tellUnmanned(
  tx: Tx,
  event: EventRecord,
  { part, mandatory }: Pick<UnmannedRow, 'part' | 'mandatory'>,
): Promise<void> {
  const lead = await leadOrderOf(tx, event.id)
  const leads = lead ? await answererOf(tx, lead) : []
  const hub = await backstopFor(tx, event.area, tx.now)
  const told = telling(event, null, 'part-unmanned', 'part-unmanned')
  const urgent = told.urgent && mandatory
  await tell(tx, onceEach(leads), { ...told, order: lead, urgent, part })
  const ofLead = new Set(leads.map(({ person }) => person))
  await tell(tx, onceEach(hub.filter(({ person }) => !ofLead.has(person))), { ...told, urgent, part })
}

const onceEach = (holders: readonly Holder[]): Holder[] => [
  ...new Map(holders.filter(({ person }) => person !== null).map((holder) => [holder.person, holder])).values(),
]

/** The part somebody is about to be given; refused where it is none of this case, or has been given already. */
export async function unmannedPart(tx: Tx, event: string, id: string): Promise<UnmannedRow> {
  const row = (await unmannedOf(tx, event)).find((one) => one.id === id)
  if (!row) throw new RefusalError({ code: 'thing.not-found' })
  if (row.given_at) throw new RefusalError({ code: 'part.given' })
  return row
}

/** Somebody has the part now; whoever stood in for it is relieved by who listens to the fact. */
export async function givePart(
  tx: Tx,
  event: Pick<EventRecord, 'id' | 'area'>,
  row: UnmannedRow,
  { unit, unitName }: Pick<Route, 'unit' | 'unitName'>,
): Promise<void> {
  await giveUnmanned(tx, row.id, unitName)
  // whoever stands in for another part as well keeps the order until that is given, too
  const others = (await unmannedOf(tx, event.id)).some(
    ({ id, work_order, given_at }) => id !== row.id && work_order !== null && work_order === row.work_order && given_at === null,
  )
  await tx.record({
    kind: 'event.part-given',
    subject: event.id,
    area: event.area,
    unit,
    body: { event: event.id, part: row.part, unit, unitName, relieved: others ? null : row.work_order },
  })
}

/** The plan's own unit can be called by now: the part is no longer open. */
export async function partManned(tx: Tx, event: EventRecord, route: Route): Promise<void> {
  const row = (await unmannedOf(tx, event.id)).find(({ part, given_at }) => route.part && samePart(part, route.part) && !given_at)
  if (row) await givePart(tx, event, row, route)
}
