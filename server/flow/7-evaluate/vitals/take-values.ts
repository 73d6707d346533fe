import type { VitalValue } from '../../../../contract/vital.ts'
import { type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { type InForce, locksInForce, whileTelling } from './locks/store.ts'
import { checkTold, type Taken } from './rules/check-told.ts'
import { worthOf } from './rules/combine.ts'
import { type Candidate, holdRules, type NameOf } from './rules/hold-rules.ts'
import { lineUp } from './rules/line-up.ts'
import { lockOver } from './rules/locked.ts'
import { markSaid } from './rules/mark-words.ts'
import { periodStart, readPeriod, writePeriod } from './rules/period.ts'
import { addValues, type ToldValue } from './store.ts'
import { valuesBefore } from './store-cells.ts'
import { namesIn, type VitalRecord, vitalsByCode } from './store-registry.ts'
import { cellKey, fitting, newestValues, rulesOver } from './store-rules.ts'
import { everNode, type TreeRead } from './types.ts'

/** Who tells values, for which areas, by which way in. */
export type Teller = { tree: TreeRead; scope: readonly string[]; zone: string; actor: string; source: 'api' | 'sheet' | 'mqtt' }
/** `refused`, `marked` (taken, and doubted): by their place among the values, with what was said. */
export type TookValues = { taken: number; refused: Said[]; marked: Said[] }
export type Said = { at: number; refusal: Refusal }

type Row = { told: VitalValue; record: VitalRecord | undefined; before: readonly number[] }
type Ground = Teller & { locks: readonly InForce[]; now: number }
/** Periods a value is held against. */
const heldAgainst = 12

/** Takes values, each by itself taken or refused, by whatever way they came: the checks are the same. One fact tells of them all. */
export async function takeValues(tx: Tx, values: readonly VitalValue[], teller: Teller): Promise<TookValues> {
  await whileTelling(tx)
  const rows = await withTheirPast(tx, values, teller.zone)
  const lines = new Set(values.flatMap(({ area }) => lineUp(teller.tree, area)))
  const ground = { ...teller, locks: await locksInForce(tx, [...lines]), now: tx.now.getTime() }
  const fine: Fine[] = []
  const refused: Said[] = []
  rows.forEach((row, at) => {
    const result = checkRow(row, ground)
    if (result.ok) fine.push({ at, code: row.told.vital, ...result.value })
    else refused.push({ at, refusal: result.refusal })
  })
  const held = await againstOthers(tx, fine)
  const taken = held.taken.map(({ at: _at, code: _code, worth: _worth, ...value }): ToldValue => value)
  refused.push(...held.refused)
  refused.sort((one, other) => one.at - other.at)
  await addValues(tx, taken)
  if (taken.length > 0)
    await tx.record({
      kind: 'vitals.told',
      subject: teller.actor,
      area: null,
      body: { values: taken.length, vitals: new Set(taken.map(({ vital }) => vital)).size, refused: refused.length },
    })
  const marked = held.taken.flatMap(({ at, marks = [] }) => (marks[0] ? [{ at, refusal: markSaid(marks[0], held.nameOf) }] : []))
  return { taken: taken.length, refused, marked }
}

/** A value that passed by itself, with its place, its vital and its worth in the unit. */
type Fine = ToldValue & { at: number; code: string; worth: number | null }
type Held = { taken: Fine[]; refused: Said[]; nameOf: NameOf }

/** Holds values against the rules between vitals, those that came together and what was told before: some fall, some are marked. */
async function againstOthers(tx: Tx, fine: Fine[]): Promise<Held> {
  const codes = [...new Set(fine.map(({ code }) => code))]
  const over = codes.length > 0 ? await rulesOver(tx, codes) : []
  if (over.length === 0) return { taken: fine, refused: [], nameOf: namesIn(new Map()) }
  const { rules, records } = await fitting(tx, over)
  const named = new Set(rules.flatMap(({ code, rule }) => [code, ...rule.of]))
  const places = Map.groupBy(
    fine.filter(({ code }) => named.has(code)),
    ({ area, period }) => `${area}|${period}`,
  )
  const cells = [...places.values()].flatMap(([first]) =>
    [...named].map((vital) => ({ vital, area: first!.area, period: first!.period })),
  )
  const known = await newestValues(tx, cells, records)
  const candidates = fine.map(({ reason, ...one }): Candidate => ({ ...one, reason: reason !== null }))
  const nameOf = namesIn(records)
  const { refused, marks } = holdRules(candidates, rules, {
    ...{ nameOf, known: (vital, area, period) => known.get(cellKey({ vital, area, period })) ?? null },
  })
  return {
    nameOf,
    taken: fine
      .filter(({ at }) => !refused.has(at))
      .map((one) => ({ ...one, marks: [...(one.marks ?? []), ...(marks.get(one.at) ?? [])] })),
    refused: [...refused].map(([at, refusal]) => ({ at, refusal })),
  }
}

async function withTheirPast(tx: Tx, values: readonly VitalValue[], zone: string): Promise<Row[]> {
  const records = await vitalsByCode(tx, [...new Set(values.map(({ vital }) => vital))])
  const rows = values.map((told) => ({ told, record: records.get(told.vital) }))
  const cells = rows.map(({ told, record }) => ({
    ...{ vital: record?.id ?? 0, area: told.area },
    period: (record && readPeriod(record.definition.cadence, told.period, zone)) ?? 0,
  }))
  const before = await valuesBefore(tx, cells, heldAgainst)
  return rows.map(({ told, record }, i) => ({
    ...{ told, record },
    before: before[i]!.flatMap(({ num, den }) => {
      const value = record ? worthOf(record.definition, { num, den }) : null
      return value === null ? [] : [value]
    }),
  }))
}

function checkRow({ told, record, before }: Row, ground: Ground): Result<ToldValue & { worth: number | null }> {
  const { tree, scope, zone, actor, source, now } = ground
  if (!record) return refuse('vital.unknown', { vital: told.vital })
  const line = lineUp(tree, told.area)
  const { definition, state, home } = record
  // A town's own vital is nobody else's: it has no numbers of other areas.
  const isOf = tree.covers(scope, told.area) && (home === null || line.includes(home))
  // Before all other checks: nobody is asked for a reason of a value that is refused for its lock afterwards.
  const start = readPeriod(definition.cadence, told.period, zone)
  const until = start === null ? null : periodStart(definition.cadence, start, zone, 1)
  const lock = isOf && start !== null && until !== null && lockOver(ground.locks, line, { period: start, until })
  if (lock) {
    const locked = writePeriod(lock.cadence, lock.period, zone)
    return refuse('vital.locked', { area: tree.node(lock.area)?.name ?? lock.area, locked, period: told.period })
  }
  const tier = isOf ? (everNode(tree, told.area)?.tier ?? null) : null
  const checked: Result<Taken> = checkTold(told, { definition, state, tier, before, zone }, now)
  if (!checked.ok) return checked
  const { period } = checked.value
  // Kept it would be counted nowhere: a value of a time in which the area was not there is none.
  if (tree.parentOf(told.area, period, periodStart(definition.cadence, period, zone, 1)) === undefined)
    return refuse('vital.area-then', { area: everNode(tree, told.area)?.name ?? told.area, period: told.period })
  const observedAt = told.observedAt ? Math.min(Date.parse(told.observedAt), now) : now
  const about = {
    vital: record.id,
    area: told.area,
    observedAt,
    source,
    actor,
    reason: told.reason ?? null,
    version: record.version,
  }
  return { ok: true, value: { ...checked.value, ...about } }
}
