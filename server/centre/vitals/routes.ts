import { z } from 'zod'
import { VitalList, VitalPage, VitalsWish, VitalToldList, VitalToldWish } from '../../../contract/vital.ts'
import { worthOf } from '../../flow/7-evaluate/vitals/rules/combine.ts'
import { homeOf } from '../../flow/7-evaluate/vitals/rules/home-of.ts'
import { periodLike, readPeriod } from '../../flow/7-evaluate/vitals/rules/period.ts'
import { toldOf } from '../../flow/7-evaluate/vitals/store-cells.ts'
import type { LiveTree } from '../../flow/7-evaluate/vitals/store-live-tree.ts'
import { type VitalRecord, vitalByCode } from '../../flow/7-evaluate/vitals/store-registry.ts'
import type { Asking } from '../../flow/7-evaluate/vitals/store-standing.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { listVitals } from './list-vitals.ts'
import { readVital } from './one-vital.ts'

type Deps = { spine: Spine; zone: string; tree: LiveTree }
const Code = z.object({ code: z.string().max(80) })
const At = z.strictObject({ area: z.string().max(40).optional(), period: z.string().max(20).optional() })

/** 体征一键查: numbers up the tree, each with what it is made of. */
export async function vitalRoutes(app: App, { spine, zone, tree }: Deps): Promise<void> {
  const config = { permit: 'vital.read' } as const
  const asking = async (caller: Caller, area: string | undefined): Promise<Asking> => {
    const read = await tree.read()
    // A path is its last code: '50/500105/' is the operating district 500105.
    const code = area?.split('/').filter(Boolean).at(-1) ?? homeOf(read, caller.scope)
    const node = code === null ? null : read.node(code)
    if (!node || !read.covers(caller.scope, node.code))
      throw new RefusalError({ code: 'vital.area', details: { area: area ?? '—' } })
    return { tree: read, node, now: spine.clock.now().getTime(), zone }
  }
  app.get(
    '/api/v1/vitals',
    { schema: { summary: '体征指标', querystring: VitalsWish, response: { 200: VitalList, ...errors } }, config },
    async (request) => listVitals(spine, request.query, await asking(callerOf(request), request.query.area)),
  )
  app.get(
    '/api/v1/vitals/:code',
    { schema: { summary: '一个体征指标', params: Code, querystring: At, response: { 200: VitalPage, ...errors } }, config },
    async (request) => {
      const record = await found(spine, request.params.code)
      const { area, period } = request.query
      return readVital(spine, record, period ? startOf(record, period, zone) : null, await asking(callerOf(request), area))
    },
  )
  app.get(
    '/api/v1/vitals/:code/told',
    {
      schema: {
        summary: '指标背后的报数',
        params: Code,
        querystring: VitalToldWish,
        response: { 200: VitalToldList, ...errors },
      },
      config,
    },
    async (request) => {
      const { area, period, knownAt, limit } = request.query
      const record = await found(spine, request.params.code)
      const { node, now } = await asking(callerOf(request), area)
      const wish = { vital: record.id, period: startOf(record, period, zone), scope: node.paths, limit }
      const { rows, total } = await toldOf(spine, { ...wish, knownAt: knownAt ? new Date(knownAt) : null })
      return { rows: rows.map((row) => toldRow(record, period, row)), total, at: new Date(now).toISOString() }
    },
  )
}

async function found(spine: Spine, code: string): Promise<VitalRecord> {
  const record = await vitalByCode(spine, code)
  if (!record) throw new RefusalError({ code: 'vital.unknown', details: { vital: code } })
  return record
}

function startOf({ definition }: VitalRecord, period: string, zone: string): number {
  const start = readPeriod(definition.cadence, period, zone)
  if (start === null) throw new RefusalError({ code: 'vital.period', details: { period, like: periodLike[definition.cadence] } })
  return start
}

function toldRow({ definition }: VitalRecord, period: string, row: Awaited<ReturnType<typeof toldOf>>['rows'][number]) {
  const { area, name, num, den, observed_at, known_at, source, actor: by, reason, replaced } = row
  const isRatio = definition.aggregation === 'ratio'
  const scale = 10 ** definition.decimals
  const part = num === null ? null : { num, den, n: 1, newest: 0, oldest: 0 }
  return {
    ...{ area, name, period, source, by, reason, replaced },
    value: worthOf(definition, part),
    numerator: isRatio && num !== null ? num / scale : null,
    denominator: isRatio ? den / scale : null,
    ...{ observedAt: observed_at.toISOString(), knownAt: known_at.toISOString() },
  }
}
