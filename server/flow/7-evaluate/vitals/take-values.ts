import type { VitalValue } from '../../../../contract/vital.ts'
import { type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { type InForce, locksInForce, whileTelling } from './locks/store.ts'
import { checkTold, type Taken } from './rules/check-told.ts'
import { worthOf } from './rules/combine.ts'
import { lineUp } from './rules/line-up.ts'
import { lockOver } from './rules/locked.ts'
import { readPeriod } from './rules/period.ts'
import { addValues, type ToldValue } from './store.ts'
import { valuesBefore } from './store-cells.ts'
import { type VitalRecord, vitalsByCode } from './store-registry.ts'
import { everNode, type TreeRead } from './types.ts'

/** Who tells values, for which areas, by which way in. */
export type Teller = { tree: TreeRead; scope: readonly string[]; zone: string; actor: string; source: 'api' | 'sheet' | 'mqtt' }
/** `refused`: by their place among the values. */
export type TookValues = { taken: number; refused: { at: number; refusal: Refusal }[] }

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
  const taken: ToldValue[] = []
  const refused: TookValues['refused'] = []
  rows.forEach((row, at) => {
    const result = checkRow(row, ground)
    if (result.ok) taken.push(result.value)
    else refused.push({ at, refusal: result.refusal })
  })
  await addValues(tx, taken)
  if (taken.length > 0)
    await tx.record({
      kind: 'vitals.told',
      subject: teller.actor,
      area: null,
      body: { values: taken.length, vitals: new Set(taken.map(({ vital }) => vital)).size, refused: refused.length },
    })
  return { taken: taken.length, refused }
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

function checkRow({ told, record, before }: Row, ground: Ground): Result<ToldValue> {
  const { tree, scope, zone, actor, source, now } = ground
  if (!record) return refuse('vital.unknown', { vital: told.vital })
  const line = lineUp(tree, told.area)
  const { definition, state, home } = record
  // A town's own vital is nobody else's: it has no numbers of other areas.
  const isOf = tree.covers(scope, told.area) && (home === null || line.includes(home))
  const tier = isOf ? (everNode(tree, told.area)?.tier ?? null) : null
  const checked: Result<Taken> = checkTold(told, { definition, state, tier, before, zone }, now)
  if (!checked.ok) return checked
  // Kept it would be counted nowhere: a value of a time in which the area was not there is none.
  if (tree.parentOf(told.area, checked.value.period) === undefined)
    return refuse('vital.area-then', { area: everNode(tree, told.area)?.name ?? told.area, period: told.period })
  const lock = lockOver(ground.locks, line, checked.value.period)
  if (lock) return refuse('vital.locked', { area: tree.node(lock.area)?.name ?? lock.area, period: told.period })
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
