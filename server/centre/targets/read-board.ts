import type { TargetBoard, TargetIndicatorRow, TargetItemRow, TargetPlan, TargetSaid } from '../../../contract/target.ts'
import { inScope } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import { attained, expectedAt, lightOf } from './rules/expect.ts'
import { itemLight } from './rules/item-light.ts'
import { endIndex, lastDayOf, periodDue, quarterAfter, quarterOf } from './rules/quarter.ts'
import type { EntryRow, PlanRow } from './types.ts'

/** What was said of one thing, by kind; of values and milestones the newest of each period and milestone. */
export type Said = (EntryRow & { pieces: number })[]
export type Looking = {
  caller: Pick<Caller, 'unit' | 'scope' | 'permits'>
  quarter: string
  /** the day it is looked at: the quarter's last, or today while it runs */
  day: string
  names: ReadonlyMap<string, string>
}

type Of<K extends TargetSaid['kind']> = Extract<TargetSaid, { kind: K }>
const saidOf = <K extends TargetSaid['kind']>(said: Said, kind: K): { entry: Said[number]; said: Of<K> }[] =>
  said.filter((entry) => entry.said.kind === kind).map((entry) => ({ entry, said: entry.said as Of<K> }))

/** Who owned it in a quarter; null: who does now. */
const ownerIn = (said: Said, quarter: string | null): Of<'owner'> | undefined =>
  saidOf(said, 'owner')
    .filter(({ entry }) => quarter === null || entry.quarter <= quarter)
    .reduce<ReturnType<typeof saidOf<'owner'>>[number] | undefined>(
      (last, one) => (last && last.entry.quarter >= one.entry.quarter ? last : one),
      undefined,
    )?.said

/** May the caller say something of a thing of a plan: who keeps the plan of this area may, and who owns it together with others. */
export function mayTell(caller: Looking['caller'], plan: Pick<PlanRow, 'area'>, said: Said): boolean {
  if (mayKeep(caller, plan)) return true
  const owner = ownerIn(said, null)
  return caller.permits.has('target.tell') && owner !== undefined && [owner.unit, ...owner.coUnits].includes(caller.unit)
}

/** May the caller name owners and put another version in force? */
export const mayKeep = ({ permits, scope }: Looking['caller'], { area }: Pick<PlanRow, 'area'>): boolean =>
  permits.has('target.change') && inScope(scope, area)

/** Who owns it, and what the review of the quarter says; a reason of a quarter before is none of this one. */
function common(said: Said, { quarter, names }: Looking): Pick<TargetItemRow, 'owner' | 'coOwners' | 'reason' | 'next'> {
  const owner = ownerIn(said, quarter)
  const unit = (id: string) => ({ id, name: names.get(id) ?? id })
  const ofQuarter = <K extends 'reason' | 'next'>(kind: K) =>
    saidOf(said, kind).find(({ entry }) => entry.quarter === quarter)?.said
  const next = ofQuarter('next')
  return {
    owner: owner ? unit(owner.unit) : null,
    coOwners: owner?.coUnits.map(unit) ?? [],
    reason: ofQuarter('reason')?.words ?? null,
    next: next ? { words: next.words, due: next.due } : null,
  }
}

export function itemRow(item: TargetPlan['items'][number], said: Said, looking: Looking, plan: PlanRow): TargetItemRow {
  const done = new Map(saidOf(said, 'milestone').map((one) => [one.said.milestone, one.said.done]))
  const milestones = item.milestones.map((one) => ({
    ...{ id: one.id, name: one.name, due: one.due ?? null },
    done: done.has(one.id) ? done.get(one.id)! : (one.done ?? null),
  }))
  const told = saidOf(said, 'progress')[0]
  const state = {
    ...{ start: item.start, due: item.due },
    milestones: milestones.map((one) => ({ ...one, due: one.due ?? undefined })),
    progress: told
      ? { percent: told.said.percent, stuck: told.said.stuck, thisQuarter: told.entry.quarter === looking.quarter }
      : null,
  }
  const { expected, ...light } = itemLight(state, looking.day, plan.definition.slowFrom)
  return {
    ...{ id: item.id, name: item.name, named: item.named, system: item.system ?? null, list: item.list ?? null },
    ...{ start: item.start ?? null, due: item.due ?? null, milestones, figures: item.figures },
    progress: told
      ? {
          ...{ words: told.said.words, percent: told.said.percent, stuck: told.said.stuck, expected },
          ...{ at: told.entry.at.toISOString(), sample: told.entry.sample },
        }
      : null,
    evidence: saidOf(said, 'evidence')[0]?.entry.pieces ?? 0,
    ...light,
    ...common(said, looking),
    mine: mayTell(looking.caller, plan, said),
  }
}

type Value = TargetIndicatorRow['values'][number]

export function indicatorRow(
  indicator: TargetPlan['indicators'][number],
  said: Said,
  looking: Looking,
  plan: PlanRow,
): TargetIndicatorRow {
  const values = valuesOf(indicator, said, looking.quarter)
  const due = periodDue(indicator.cadence, looking.quarter)
  const current = values.find(({ period }) => endIndex(period) === endIndex(due)) ?? null
  const { id, name, named, unit, decimals, direction, cadence, kind, baseline, targets, season } = indicator
  const judged = targets.length > 0
  return {
    ...{ id, name, named, unit, decimals, direction, cadence, kind, targets, due, current, values },
    ...{ baseline: baseline ?? null, seasonal: season !== undefined, newest: values.at(-1) ?? null },
    expected: expectedAt(indicator, due),
    attainment: current && attained(indicator, current.period, current.value),
    light: current
      ? lightOf(indicator, current.period, current.value, plan.definition.slowFrom)
      : judged || !named
        ? 'unknown'
        : 'unjudged',
    ...common(said, looking),
    mine: mayTell(looking.caller, plan, said),
  }
}

/** Values up to the quarter in the order of their periods: what owners told goes before what the plan's source gave; one withdrawn is gone. */
export function valuesOf(
  { told, baseline }: Pick<TargetPlan['indicators'][number], 'told' | 'baseline'>,
  said: Said,
  quarter: string,
): Value[] {
  const known = new Map<number, Value | null>()
  for (const { period, value, yearOnYear = null } of [...(baseline ? [{ ...baseline, yearOnYear: undefined }] : []), ...told])
    known.set(endIndex(period), { period, value, yearOnYear, sample: false })
  for (const { entry, said: one } of saidOf(said, 'value'))
    known.set(
      endIndex(one.period),
      one.value === null ? null : { period: one.period, value: one.value, yearOnYear: one.yearOnYear, sample: entry.sample },
    )
  return [...known]
    .filter(([at]) => at <= endIndex(quarter))
    .sort(([a], [b]) => a - b)
    .flatMap(([, value]) => value ?? [])
}

/** A plan as it stands in a quarter. */
export function readBoard(
  plan: PlanRow,
  said: ReadonlyMap<string, Said>,
  looking: Looking,
): Omit<TargetBoard, 'units' | 'at' | 'quarters' | 'running'> {
  const { definition, version, areaName } = plan
  const { id, name, source, systems, lists, slowFrom } = definition
  return {
    ...{ id, name, source, version, areaName, quarter: looking.quarter, systems, lists, slowFrom },
    items: definition.items.map((item) => itemRow(item, said.get(item.id) ?? [], looking, plan)),
    indicators: definition.indicators.map((one) => indicatorRow(one, said.get(one.id) ?? [], looking, plan)),
  }
}

/** Quarters of a plan from the first day it knows to today, the newest first. */
export function quartersOf({ items, indicators }: TargetPlan, today: string): string[] {
  const days = [
    ...items.flatMap(({ start, milestones }) => [start, ...milestones.flatMap(({ due, done }) => [due, done])]),
    ...indicators.flatMap(({ baseline, told }) => [baseline, ...told].map((one) => one && lastDayOf(one.period))),
  ].filter((day) => day !== undefined)
  const last = quarterOf(today)
  const first = days.map(quarterOf).reduce((a, b) => (endIndex(a) < endIndex(b) ? a : b), quarterAfter(last, -1))
  const count = endIndex(last) - endIndex(first) + 1
  return Array.from({ length: Math.max(1, count) }, (_, i) => quarterAfter(last, -i))
}
