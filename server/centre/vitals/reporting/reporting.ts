import type { VitalTier } from '../../../../contract/vital-kinds.ts'
import type { VitalReporting, VitalReportingLine, VitalReportingUnit } from '../../../../contract/vital-reporting.ts'
import { inScope } from '../../../city/permit/scope.ts'
import {
  type Answering,
  type Owing,
  owingVitals,
  type Span,
  toldWithin,
  unitsAnswering,
} from '../../../flow/7-evaluate/vitals/reporting/store.ts'
import { areasUnder } from '../../../flow/7-evaluate/vitals/rules/areas-under.ts'
import { lineUp } from '../../../flow/7-evaluate/vitals/rules/line-up.ts'
import { dueAt, owedPeriods, type Window } from '../../../flow/7-evaluate/vitals/rules/owed-periods.ts'
import type { Asking } from '../../../flow/7-evaluate/vitals/store-standing.ts'
import type { Db } from '../../../kernel/spine.ts'

export type Asked = { period: string; window: Window; unit: string | undefined }
type Figures = VitalReporting['total']
/** A vital with what it owed and told; `unit`: who answers for it. */
export type ReportingLine = VitalReportingLine & { unit: string | null; unitName: string | null }

/** What stands for the vitals nobody answers for. */
export const nobody = 'none'

/** Every told vital of an area with what it owed in a window: three statements, however many values there are. */
export async function reportingLines(db: Db, { window }: Pick<Asked, 'window'>, asking: Asking): Promise<ReportingLine[]> {
  const { tree, node, zone, now } = asking
  const vitals = await owingVitals(db, lineUp(tree, node.code))
  const units = await unitsAnswering(db, [...new Set(vitals.flatMap(({ definition }) => definition.owner ?? []))])
  const periodsOf = remembered({ from: window.from, to: Math.min(window.to, now) }, zone)
  const lists = areaLists(asking)
  const owing = vitals.map((vital) => {
    const unit = units.get(vital.definition.owner ?? '')
    const periods = periodsOf(vital).filter((period) => owes(vital, period, zone))
    return { vital, unit, periods, ...lists.of(vital.definition.tier, unit) }
  })
  const asked = owing.filter(({ periods, areas }) => periods.length > 0 && areas > 0)
  const told = await toldWithin(db, asked.map(spanOf), lists.all, zone)
  return asked.map(({ vital: { id, code, definition }, unit, periods, areas }) => {
    const found = told.get(id)
    return {
      ...{ vital: code, name: definition.name, areas, periods: periods.length, owed: areas * periods.length },
      ...{ told: found?.told ?? 0, inTime: found?.inTime ?? 0, newest: found ? new Date(found.newest).toISOString() : null },
      ...{ unit: definition.owner ?? null, unitName: unit?.name ?? definition.owner ?? null },
    }
  })
}

/**
 * The areas that should tell a vital under a node: of its tier, and of those its unit answers for, for nobody owes what lies with another. Lists
 * are kept once for all vitals that share one; `list` null: all the areas there are.
 */
function areaLists({ tree, node }: Asking) {
  const all: string[][] = []
  const known = new Map<string, { list: number | null; areas: number }>()
  const make = (tier: VitalTier, unit: Answering | undefined) => {
    const under = areasUnder(tree, node, tier)
    const own = unit ? under.filter(({ paths }) => paths.every((path) => inScope(unit.paths, path))) : under
    if (node.code === tree.root && own.length === under.length) return { list: null, areas: own.length }
    return { list: all.push(own.map(({ code }) => code)) - 1, areas: own.length }
  }
  return {
    all,
    of(tier: VitalTier, unit: Answering | undefined) {
      const key = `${tier} ${unit?.id}`
      const found = known.get(key) ?? make(tier, unit)
      known.set(key, found)
      return found
    },
  }
}

/** A value is owed when it fell due after the vital was connected; of one that came connected, from its first told period on. */
const owes = ({ since, definition }: Owing, period: number, zone: string): boolean => dueAt(definition, period, zone) >= since

/** Many vitals have the same cadence and due time. */
function remembered(window: Window, zone: string): (vital: Owing) => number[] {
  const known = new Map<string, number[]>()
  return ({ definition }) => {
    const key = `${definition.cadence} ${definition.dueMinutes}`
    const periods = known.get(key) ?? owedPeriods(definition, window, zone)
    known.set(key, periods)
    return periods
  }
}

type Owed = { vital: Owing; periods: readonly number[]; list: number | null }
const spanOf = ({ vital: { id, definition }, periods, list }: Owed): Span => ({
  ...{ vital: id, from: periods[0]!, to: periods.at(-1)!, list },
  ...{ cadence: definition.cadence, dueMinutes: definition.dueMinutes },
})

/** 报数情况: units by what they owed, told, and told in time. In the order of their names, for nobody is ranked by it. */
export async function readReporting(db: Db, asked: Asked, asking: Asking): Promise<VitalReporting> {
  const { node, now } = asking
  const lines = await reportingLines(db, asked, asking)
  const units = [...Map.groupBy(lines, ({ unit }) => unit)].map(
    ([unit, own]): VitalReportingUnit => ({ unit, name: own[0]!.unitName, vitals: own.length, ...sum(own) }),
  )
  const iso = (at: number): string => new Date(at).toISOString()
  return {
    ...{ area: { code: node.code, name: node.name }, period: asked.period },
    ...{ from: iso(asked.window.from), until: iso(Math.min(asked.window.to, now)) },
    units: units.sort(byName),
    lines: lines.filter(({ unit }) => (unit ?? nobody) === asked.unit).map(({ unit: _unit, unitName: _name, ...line }) => line),
    ...{ total: sum(lines), at: iso(now) },
  }
}

const byName = (one: VitalReportingUnit, other: VitalReportingUnit): number =>
  one.name === null ? 1 : other.name === null ? -1 : one.name.localeCompare(other.name, 'zh')

function sum(lines: readonly Figures[]): Figures {
  const total = (of: (line: Figures) => number): number => lines.reduce((n, line) => n + of(line), 0)
  const newest =
    lines
      .flatMap(({ newest: at }) => at ?? [])
      .sort()
      .at(-1) ?? null
  return { owed: total(({ owed }) => owed), told: total(({ told }) => told), inTime: total(({ inTime }) => inTime), newest }
}
