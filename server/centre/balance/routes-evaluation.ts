import { z } from 'zod'
import { Evaluation, type EvaluationGroup, EvaluationWish } from '../../../contract/evaluation.ts'
import { type GroupBy, type MeasureId, sourceWords } from '../../../contract/evaluation-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { sendPaper } from '../../city/paper/send-paper.ts'
import { figuresOf } from '../../flow/7-evaluate/evaluation/rules/tally.ts'
import { treeOrder } from '../../flow/7-evaluate/evaluation/rules/tree-order.ts'
import { countedFrom } from '../../flow/7-evaluate/evaluation/store-follow.ts'
import { wishOf } from '../../flow/7-evaluate/evaluation/store-period.ts'
import { readGroups, readLate, readTallies, readUnitGroups, type Wish } from '../../flow/7-evaluate/evaluation/store-read.ts'
import { cityDay } from '../../kernel/calendar.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import { readHead } from '../cockpit/store.ts'
import { cityTime } from '../desk/rules/csv.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'
import { areaNames } from '../warnings/store.ts'
import { evaluationPaper } from './paper-evaluation.ts'
import { writeEvaluation } from './sheet-evaluation.ts'

type Deps = { spine: Spine; packs: Packs; zone: string; demo: boolean }
type Asked = z.infer<typeof EvaluationWish>
const config = { permit: 'feed.read' } as const
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
const file = z.any().meta({ type: 'string', format: 'binary' })

/** K14 办理评价: the rates of an area and a period beside its own past, how long things took, and why late. Of units, never of persons. */
export async function evaluationRoutes(app: App, deps: Deps): Promise<void> {
  app.get(
    '/api/v1/evaluation',
    { schema: { summary: '办理评价', querystring: EvaluationWish, response: { 200: Evaluation, ...errors } }, config },
    (request) => readEvaluation(deps, callerOf(request), request.query),
  )
  const querystring = EvaluationWish.extend({ lang: z.enum(['zh', 'en']).default('zh') })
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/evaluation/sheet.${as}`,
      {
        schema: { summary: `导出办理评价（${as.toUpperCase()}）`, querystring, response: { 200: file, ...errors } },
        config,
      },
      async (request, reply) => {
        const { lang, ...wish } = request.query
        const evaluation = await readEvaluation(deps, callerOf(request), wish)
        const bytes = await writeEvaluation(evaluation, as, { lang, zone: deps.zone })
        const name = `evaluation-${evaluation.from}-${evaluation.to}.${as}`
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="${name}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
  const schema = { summary: '办理评价（PDF）', querystring, response: { 200: file, ...errors } }
  app.get('/api/v1/evaluation/paper.pdf', { schema, config }, async (request, reply) => {
    const { lang, ...wish } = request.query
    const caller = callerOf(request)
    const evaluation = await readEvaluation(deps, caller, wish)
    const areas = narrowed(caller.scope, await readPrefixes(deps.spine, wish.area))
    const isDistrict = wish.area !== undefined && areas.length > 1
    const named = isDistrict ? [await readHead(deps.spine, areas)] : await areaNames(deps.spine, areas)
    const areaName = named.map(({ name }) => name).join('、')
    const time = (iso: string) => cityTime(iso, deps.zone) ?? ''
    const paper = evaluationPaper(evaluation, { lang, areaName, time, demo: deps.demo })
    return sendPaper(reply, paper, `evaluation-${evaluation.from}-${evaluation.to}`)
  })
}

async function readEvaluation({ spine, packs, zone }: Deps, caller: Caller, asked: Asked): Promise<Evaluation> {
  const { area, period, measure, by } = asked
  const now = spine.clock.now()
  const scope = orNotFound(narrowed(caller.sight === 'area' ? caller.scope : [], await readPrefixes(spine, area)))
  const day = asked.day ?? cityDay(now, zone)
  const { wish, until, past } = await wishOf(spine, { scope, day, period }, { now, zone })
  // None asks for what another found: the longest alone is waited for.
  const [groups, since, tallies, late] = await Promise.all([
    namedGroups(spine, packs, wish, { measure, by }),
    countedFrom(spine, { zone, now }),
    readTallies(spine, wish),
    readLate(spine, wish),
  ])
  return {
    ...{ period, from: wish.from, to: wish.to, until: until.toISOString(), at: now.toISOString() },
    before: { from: past.from, to: past.to },
    ...{ countedFrom: since, ...figuresOf(tallies), late, measure, by, groups },
  }
}

const same = (name: string) => ({ zh: name, en: name })

type Grouping = { measure: MeasureId; by: GroupBy }

/** Groups with their names: units as they stand in their tree, types and sources by their names. Never by what they reached. */
async function namedGroups(db: Db, packs: Packs, wish: Wish, { measure, by }: Grouping): Promise<EvaluationGroup[]> {
  if (by === 'unit') {
    const tree = treeOrder(await readUnitGroups(db, wish, measure))
    return tree.flatMap(({ rate, name }) => (rate ? [{ ...rate, name: same(name) }] : []))
  }
  const nameOf = (id: string) => (by === 'type' ? packs.typeOf(id)?.type.name : sourceWords[id]) ?? same(id)
  const groups = await readGroups(db, wish, { measure, by })
  return groups.map((one) => ({ ...one, name: nameOf(one.id) })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
