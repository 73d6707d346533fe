import type { HaulBoardRow } from '../../contract/haul-effect.ts'
import type { TargetBoard } from '../../contract/target.ts'
import { type HaulPart, type PlanPart, type Reading, shareLine } from './newspaper.ts'

export type PlanBoard = Pick<TargetBoard, 'id' | 'systems' | 'items' | 'indicators'>
const unread: Reading = { value: null }

/** What the board of a plan shows of a part of it; nothing where there is no such plan, item or period. */
export function planReading(board: PlanBoard | undefined, part: PlanPart): Reading {
  if (!board) return unread
  if ('count' in part) return { value: counts[part.count](board) }
  if ('list' in part) return { value: board.items.filter(({ list }) => list === part.list).length }
  if ('item' in part) return { value: itemValue(board, part) }
  return { value: indicatorValue(board, part) }
}

type Kind = PlanBoard['systems'][number]['kind']
/** Items of systems of some kinds that stand in no list. */
const tasksOf = ({ systems, items }: PlanBoard, ...wanted: Kind[]): number => {
  const ids = new Set(systems.flatMap(({ id, kind }) => (wanted.includes(kind) ? [id] : [])))
  return items.filter(({ system, list }) => system !== null && list === null && ids.has(system)).length
}

const counts: Record<Extract<PlanPart, { count: unknown }>['count'], (board: PlanBoard) => number> = {
  tasks: (board) => tasksOf(board, 'system', 'holder'),
  safeguards: (board) => tasksOf(board, 'safeguard'),
  undertakings: (board) => tasksOf(board, 'system', 'holder', 'safeguard'),
  systems: ({ systems }) => systems.filter(({ kind }) => kind === 'system').length,
  listed: ({ items }) => items.filter(({ list }) => list !== null).length,
  indicators: ({ indicators }) => indicators.length,
  attested: ({ indicators }) => indicators.filter(({ named, targets }) => named && targets.length > 0).length,
  awaited: ({ indicators }) =>
    indicators.filter(({ named, targets, values }) => !named && targets.length === 0 && values.length === 0).length,
}

function itemValue({ items }: PlanBoard, part: Extract<PlanPart, { item: string }>): number | string | null {
  const item = items.find(({ id }) => id === part.item)
  if ('figure' in part) return item?.figures.find(({ name }) => name.zh === part.figure)?.value ?? null
  return item?.milestones.find(({ id }) => id === part.milestone)?.done ?? null
}

function indicatorValue({ indicators }: PlanBoard, part: Extract<PlanPart, { indicator: string }>): number | string | null {
  const indicator = indicators.find(({ id }) => id === part.indicator)
  if (part.as === 'target') {
    const target = indicator?.targets.find(({ period }) => period === part.period)
    return target ? (target.over ? `> ${target.value}` : target.value) : null
  }
  const told = indicator?.values.find(({ period }) => period === part.period)
  return (part.as === 'told' ? told?.value : told?.yearOnYear) ?? null
}

/** Before and after over the districts that know both: shares of all their cases, hours of the district the page's word is hardest for. */
export function haulReading(rows: readonly HaulBoardRow[], part: HaulPart): Reading {
  const known = rows.flatMap(({ before, after }) => (before && after ? [{ before, after }] : []))
  const side = part.endsWith('-before') ? 'before' : 'after'
  const told = known.map((one) => one[side])
  if (part.startsWith('handled'))
    return share(
      told.reduce((sum, { handled }) => sum + handled, 0),
      told.reduce((sum, { found }) => sum + found, 0),
    )
  const hours = told.flatMap((one) => one.hours ?? [])
  if (hours.length === 0) return unread
  const value = side === 'before' ? Math.min(...hours) : Math.max(...hours)
  return { value, shown: `${value} h` }
}

const share = (part: number, whole: number): Reading =>
  whole === 0 ? unread : { value: (100 * part) / whole, shown: shareLine(part, whole) }
