import type { DetailValues } from '../../../../contract/detail.ts'
import { type PartName, partName } from '../../../../contract/plan-parts.ts'
import type { WayBlock } from '../../../../contract/way-block.ts'
import type { EventWay, WayClosure } from '../../../../contract/way-closure.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { hasPart } from '../rules/has-part.ts'
import { allowedActions } from '../rules/may-act.ts'
import { standingOf } from '../store.ts'
import type { OrderRow } from '../types.ts'
import { allowedOf, type Hand, type Standing, stillClosed, unordered } from './rules/way.ts'
import { newestWays, type WayCase, type WayRow, wayCases } from './store.ts'

/** A block of a case with its newest closing: what everybody reads of it. */
export type CaseWay = {
  case: WayCase
  block: WayBlock
  /** the parts of the plan that order it */
  parts: PartName[]
  /** at this grade it has to be ordered, or said to be needless */
  wanted: boolean
  row: WayRow | null
}

/**
 * The ways of some cases by event, those of what was merged into them as their own. A block nobody was asked to order (its object does not lie at that way)
 * and that was never closed is none.
 */
export async function waysOf(db: Db, events: readonly string[]): Promise<Map<string, CaseWay[]>> {
  const cases = await wayCases(db, events)
  if (cases.length === 0) return new Map()
  const rows = await newestWays(db, [...new Set(cases.flatMap(({ under }) => under))])
  return new Map(
    cases.map((one) => [
      one.event,
      blocksOf(one).flatMap((block): CaseWay[] => {
        const parts = partsOf(one, block)
        // What is shut comes first: of two reaches the one that still is.
        const row = rows.find((known) => one.under.includes(known.event) && known.block === block.id) ?? null
        const asked = one.asked.some((part) => hasPart(part, parts))
        if (!asked && !row) return []
        return [{ case: one, block, parts, wanted: block.grades.includes(one.grade), row }]
      }),
    ]),
  )
}

/** Each block once, as the case's own plan says it where it does. */
function blocksOf({ plans }: WayCase): WayBlock[] {
  const blocks = new Map<string, WayBlock>()
  for (const block of plans.flatMap(({ closures }) => closures)) if (!blocks.has(block.id)) blocks.set(block.id, block)
  return [...blocks.values()]
}

const partsOf = ({ plans }: WayCase, block: WayBlock): PartName[] =>
  plans.flatMap(({ assist }) => assist.flatMap((part) => (part.closes === block.id ? [partName(part)] : [])))

/** A closing as the law sees it. */
export const standing = (row: WayRow | null): Standing | null =>
  row && { state: row.state, orderedBy: row.by_person, askedBy: row.lift_by, handed: row.handed !== null }

/** Does an order have the part that closes it, or lead the case? */
export const ordersWay = (order: Pick<OrderRow, 'role' | 'checklist' | 'part'>, parts: readonly PartName[]): boolean =>
  order.role === 'lead' || order.checklist.length > 0 || (order.part !== null && hasPart(order.part, parts))

/** What somebody is to a way, by their orders of the case. */
export function handOf(caller: Caller, way: CaseWay, orders: readonly OrderRow[], now: Date): Hand {
  const who = standingOf(caller, way.case)
  const orders_ = orders.some(
    (order) => ordersWay(order, way.parts) && allowedActions(order, standingOf(caller, order), now).includes('progress'),
  )
  const { person, permits } = caller
  return {
    ...{ person, orders: orders_ },
    asks:
      permits.has('work-order.act') &&
      (orders_ || way.row?.unit === caller.unit || (who.inScope && permits.has('event.dispatch'))),
    checks: who.inScope && permits.has('event.check'),
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const numeric = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const pairs = (line: string): [number, number][] =>
  line
    .split(/[\s;]+/)
    .filter(Boolean)
    .map((pair) => pair.split(',').map(Number) as [number, number])

/** The reach as the register knows it: what it does not know is empty. */
export function knownReach({ known = {}, way }: WayBlock, details: DetailValues | null): EventWay['known'] {
  const of = (id: string | undefined): unknown => (id === undefined ? undefined : details?.[id])
  return {
    wayName: text(of(known.name)) || way.zh,
    fromKm: numeric(of(known.from)),
    toKm: numeric(of(known.to)),
    line: pairs(text(of(known.line))),
  }
}

/** The ways of a case for somebody. */
export const wayViews = (ways: readonly CaseWay[], caller: Caller, orders: readonly OrderRow[], now: Date): EventWay[] =>
  ways.map((way) => {
    const { id, name, way: what, tell, checks, below } = way.block
    return {
      ...{ block: id, name, way: what, tell, checks, below, wanted: way.wanted, standing: way.case.standing },
      known: knownReach(way.block, way.case.details),
      closure: way.row && closureView(way.row),
      orders: orders.flatMap((order) => (ordersWay(order, way.parts) ? [order.id] : [])),
      allowed: allowedOf(way.wanted, standing(way.row), handOf(caller, way, orders, now)),
    }
  })

/** A closing on the wire. */
export const closureView = (row: WayRow): WayClosure => ({
  ...{ id: row.id, state: row.state, since: row.since.toISOString() },
  ...{ wayName: row.way_name, fromKm: row.from_km, toKm: row.to_km, line: row.line },
  ...{ byName: row.by_name, unitName: row.unit_name, told: row.told, reason: row.reason, lift: row.lift, handed: row.handed },
  ended: row.ended_at && { at: row.ended_at.toISOString(), byName: row.ended_name },
})

const named = ({ block, wanted, row, case: { standing: severity } }: CaseWay) => ({
  ...{ name: block.name, below: block.below, wanted, closure: standing(row), standing: severity },
})

/** What ways still keep a case open: nobody ordered them, or nobody lifted them. */
export const holdingWays = (ways: readonly CaseWay[]) => ({
  unordered: unordered(ways.map(named)),
  closed: stillClosed(ways.map(named)),
})
