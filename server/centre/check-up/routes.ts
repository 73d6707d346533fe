import { z } from 'zod'
import { AskCheckUp, CheckUp, type CheckUpBoard, CheckUps, CheckUpWish } from '../../../contract/check-up.ts'
import { CheckUpWall, CheckUpWallWish } from '../../../contract/check-up-wall.ts'
import { BoardRowsWish, WallRows } from '../../../contract/wall-rows.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { sendPaper } from '../../city/paper/send-paper.ts'
import { homeOf } from '../../flow/7-evaluate/vitals/rules/home-of.ts'
import type { ReadStands } from '../../flow/7-evaluate/vitals/stands/store-stands.ts'
import type { LiveTree } from '../../flow/7-evaluate/vitals/store-live-tree.ts'
import type { TreeNode, TreeRead } from '../../flow/7-evaluate/vitals/types.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { cityTime } from '../desk/rules/csv.ts'
import { keepCheckUp } from './keep.ts'
import { checkUpPaper } from './paper.ts'
import { readBoard } from './read-board.ts'
import { readCheckUpWall } from './read-wall.ts'
import { endings, writeCheckUp } from './sheet.ts'
import { checkUpWithBefore, headsOf } from './store.ts'

type Deps = { spine: Spine; packs: Packs; tree: LiveTree; stands: ReadStands; zone: string; demo: boolean }
const Id = z.object({ id: z.string().max(80) })
const Made = z.object({ id: z.string(), no: z.number() })
const file = z.any().meta({ type: 'string', format: 'binary' })
const config = { permit: 'vital.read' } as const
/** So many of an area's check-ups are listed: two years of months. */
const shown = 24

/** 城市体检表: check-ups of an area as they were known then, each beside the one it was held against; made by the month and on demand. */
export async function checkUpRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, packs, tree, stands, zone } = deps
  app.get(
    '/api/v1/check-ups',
    { schema: { summary: '体检表', querystring: CheckUpWish, response: { 200: CheckUps, ...errors } }, config },
    async (request) => {
      const { node } = await nodeOf(tree, callerOf(request), request.query.area)
      const rows = await headsOf(spine, node.code, shown)
      return {
        area: { code: node.code, name: node.name },
        rows: rows.map(({ boards, at, ...row }) => ({
          ...row,
          areaName: node.name,
          at: at.toISOString(),
          sums: sumsOf(boards),
        })),
        at: spine.clock.now().toISOString(),
      }
    },
  )
  app.get(
    '/api/v1/check-ups/:id',
    { schema: { summary: '一份体检表', params: Id, response: { 200: CheckUp, ...errors } }, config },
    (request) => readCheckUp(deps, callerOf(request), request.params.id),
  )
  app.get(
    '/api/v1/cockpit/check-up',
    {
      schema: { summary: '驾驶舱体检', querystring: CheckUpWallWish, response: { 200: CheckUpWall, ...errors } },
      config: { permit: 'cockpit.read' },
    },
    async (request) => {
      const { node, read } = await nodeOf(tree, callerOf(request), request.query.area)
      return readCheckUpWall(spine, { packs, tree: read, node, now: spine.clock.now(), stands, zone })
    },
  )
  app.get(
    '/api/v1/cockpit/board',
    {
      schema: { summary: '体检矩阵一格后面的行', querystring: BoardRowsWish, response: { 200: WallRows, ...errors } },
      config: { permit: 'cockpit.read' },
    },
    async (request) => {
      const { area, board } = request.query
      const { node, read } = await nodeOf(tree, callerOf(request), area)
      return readBoard(spine, board, { packs, tree: read, node, now: spine.clock.now(), stands, zone })
    },
  )
  app.post(
    '/api/v1/check-ups',
    {
      schema: { summary: '现在体检', body: AskCheckUp, response: { 200: Made, ...errors } },
      config: { permit: 'check-up.make' } as const,
    },
    async (request) => {
      const caller = callerOf(request)
      const { node, read } = await nodeOf(tree, caller, request.body.area)
      const making = { packs, tree: read, stands, node, zone, made: 'asked', actor: caller.actor.id, sent: false } as const
      // only the schedule finds that its month is made already
      return write(spine, request, async (tx) => (await keepCheckUp(tx, making))!)
    },
  )
  sheetRoutes(app, deps)
  paperRoute(app, deps)
}

function sheetRoutes(app: App, deps: Deps): void {
  const querystring = z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') })
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/check-ups/:id/sheet.${as}`,
      {
        schema: {
          summary: `导出体检表（${as.toUpperCase()}）`,
          ...{ params: Id, querystring, response: { 200: file, ...errors } },
        },
        config,
      },
      async (request, reply) => {
        const checkUp = await readCheckUp(deps, callerOf(request), request.params.id)
        const time = (iso: string | null) => cityTime(iso, deps.zone) ?? ''
        const bytes = await writeCheckUp(checkUp, as, { lang: request.query.lang, time })
        const name = `check-up-${checkUp.area}-${checkUp.no}.${as}`
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="${name}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
}

/** The same as a PDF: with the permit and the areas of the page. */
function paperRoute(app: App, deps: Deps): void {
  const querystring = z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') })
  const schema = { summary: '体检表（PDF）', params: Id, querystring, response: { 200: file, ...errors } }
  app.get('/api/v1/check-ups/:id/paper.pdf', { schema, config }, async (request, reply) => {
    const checkUp = await readCheckUp(deps, callerOf(request), request.params.id)
    const time = (iso: string | null) => cityTime(iso, deps.zone) ?? ''
    const paper = checkUpPaper(checkUp, { lang: request.query.lang, time, demo: deps.demo })
    return sendPaper(reply, paper, `check-up-${checkUp.area}-${checkUp.no}`)
  })
}

/** The area asked for as far as the caller answers for all of it; without a wish where they stand. */
async function nodeOf(tree: LiveTree, caller: Caller, area: string | undefined): Promise<{ node: TreeNode; read: TreeRead }> {
  const read = await tree.read()
  const code = area?.split('/').filter(Boolean).at(-1) ?? homeOf(read, caller.scope)
  const node = code === null ? null : read.node(code)
  if (!node || !read.covers(caller.scope, node.code))
    throw new RefusalError({ code: 'vital.area', details: { area: area ?? '—' } })
  return { node, read }
}

async function readCheckUp({ spine, tree }: Deps, caller: Caller, id: string): Promise<CheckUp> {
  const found = await checkUpWithBefore(spine, id)
  const read = await tree.read()
  if (!found || !read.covers(caller.scope, found.row.area)) throw new RefusalError({ code: 'thing.not-found' })
  const { row, before } = found
  const node = read.node(row.area)
  return {
    ...{ id: row.id, no: row.no, area: row.area, made: row.made, at: row.at.toISOString(), body: row.body },
    ...{ areaName: node?.name ?? row.area, tier: node?.tier ?? '' },
    before: before && {
      id: before.id,
      no: before.no,
      made: before.made,
      at: before.at.toISOString(),
      boards: before.body.boards,
    },
  }
}

const sumsOf = (boards: readonly CheckUpBoard[]) =>
  boards.reduce(
    (sums, { vitals, events }) => ({
      ...{ outside: sums.outside + vitals.outside, unknown: sums.unknown + vitals.unknown },
      ...{ open: sums.open + events.open, overdue: sums.overdue + events.overdue },
    }),
    { outside: 0, unknown: 0, open: 0, overdue: 0 },
  )
