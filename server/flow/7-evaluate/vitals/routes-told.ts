import { type VitalValue, VitalValues, VitalValuesTaken } from '../../../../contract/vital.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { type Refusal, type Result, refuse, toProblem } from '../../../kernel/result.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { checkTold, type Taken } from './rules/check-told.ts'
import { worthOf } from './rules/combine.ts'
import { readPeriod } from './rules/period.ts'
import { addValues, type ToldValue } from './store.ts'
import { valuesBefore } from './store-cells.ts'
import type { LiveTree } from './store-live-tree.ts'
import { type VitalRecord, vitalsByCode } from './store-registry.ts'
import type { TreeRead } from './types.ts'

type Deps = { spine: Spine; zone: string; tree: LiveTree }
type Row = { told: VitalValue; record: VitalRecord | undefined; before: readonly number[] }
/** Periods a value is held against. */
const heldAgainst = 12

/** 报数: values that are told, each taken or refused by itself, so that one bad row never holds back a thousand good ones. */
export async function toldRoutes(app: App, { spine, zone, tree }: Deps): Promise<void> {
  app.post(
    '/api/v1/vitals/values',
    {
      schema: { summary: '报体征指标的数', body: VitalValues, response: { 200: VitalValuesTaken, ...errors } },
      config: { permit: 'vital.tell' } as const,
    },
    async (request) => {
      const { scope, actor } = callerOf(request)
      const read = await tree.read()
      return write(spine, request, async (tx) => {
        const rows = await withTheirPast(tx, request.body.values, zone)
        return take(tx, rows, { tree: read, scope, zone, actor: actor.id })
      })
    },
  )
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
      const value = record ? worthOf(record.definition, { num, den, n: 1, newest: 0, oldest: 0 }) : null
      return value === null ? [] : [value]
    }),
  }))
}

type Taking = { tree: TreeRead; scope: readonly string[]; zone: string; actor: string }

async function take(tx: Tx, rows: readonly Row[], { tree, scope, zone, actor }: Taking): Promise<VitalValuesTaken> {
  const taken: ToldValue[] = []
  const refused: VitalValuesTaken['refused'] = []
  const no = (row: number, refusal: Refusal) => {
    const { code, zh, en } = toProblem(refusal, zone)
    refused.push({ row, code, zh, en })
  }
  rows.forEach(({ told, record, before }, i) => {
    const tier = tree.covers(scope, told.area) ? (tree.node(told.area)?.tier ?? null) : null
    const result: Result<Taken> = record
      ? checkTold(told, { definition: record.definition, state: record.state, tier, before, zone }, tx.now.getTime())
      : refuse('vital.unknown', { vital: told.vital })
    if (!result.ok || !record) {
      if (!result.ok) no(i + 1, result.refusal)
      return
    }
    const observedAt = told.observedAt ? Math.min(Date.parse(told.observedAt), tx.now.getTime()) : tx.now.getTime()
    taken.push({
      ...result.value,
      vital: record.id,
      area: told.area,
      observedAt,
      source: 'api',
      actor,
      reason: told.reason ?? null,
    })
  })
  await addValues(tx, taken)
  if (taken.length > 0)
    await tx.record({
      kind: 'vitals.told',
      subject: actor,
      area: null,
      body: { values: taken.length, vitals: new Set(taken.map(({ vital }) => vital)).size, refused: refused.length },
    })
  return { taken: taken.length, refused }
}
