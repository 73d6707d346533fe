import { z } from 'zod'
import { VitalSheetState } from '../../../../../contract/vital-sheet.ts'
import { errorSheet } from '../../../../city/sheet/error-sheet.ts'
import { type App, callerOf, errors } from '../../../../kernel/http.ts'
import { plainText } from '../../../../kernel/plain-text.ts'
import { malformed, RefusalError, toProblem } from '../../../../kernel/result.ts'
import type { Spine } from '../../../../kernel/spine.ts'
import { homeOf } from '../rules/home-of.ts'
import { isKnownTo } from '../rules/is-known-to.ts'
import type { LiveTree } from '../store-live-tree.ts'
import { vitalByCode } from '../store-registry.ts'
import { openSheetRoutes } from './routes-open.ts'
import { headOf } from './sheet-view.ts'
import { faultsOf, type Sheet, sheetOf } from './store.ts'
import { takeValueSheet } from './take-sheet.ts'
import { templateOf } from './template.ts'

type Deps = { spine: Spine; zone: string; tree: LiveTree }
/** 200,000 rows of values are some 12 MB. */
const mostBytes = 32 * 1_048_576
/** So many faults stand in the answer; the sheet of errors has them all. */
const shown = 50
const file = z.any().meta({ type: 'string', format: 'binary' })
const Id = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{8,64}$/) })
const config = { permit: 'vital.tell' } as const
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Values by sheet: a sheet to fill in, taken part by part with its progress, and the rows that were not taken back as a sheet. */
export async function valueSheetRoutes(app: App, deps: Deps): Promise<void> {
  templateRoutes(app, deps)
  readRoutes(app, deps)
  openSheetRoutes(app, deps)
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    takeRoute(scope, deps)
  })
}

function templateRoutes(app: App, { spine, zone, tree }: Deps): void {
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/vital-values.${as}`,
      {
        schema: {
          summary: `报数模板（${as.toUpperCase()}）`,
          querystring: z.strictObject({ vital: z.string().max(80), lang: z.enum(['zh', 'en']).default('zh') }),
          response: { 200: file, ...errors },
        },
        config,
      },
      async (request, reply) => {
        const { vital, lang: language } = request.query
        const read = await tree.read()
        const home = homeOf(read, callerOf(request).scope)
        const [record, node] = [await vitalByCode(spine, vital), home === null ? null : read.node(home)]
        if (!record || !isKnownTo(read, callerOf(request).scope, record.home))
          throw new RefusalError({ code: 'vital.unknown', details: { vital } })
        if (!node) throw new RefusalError({ code: 'vital.area', details: { area: '—' } })
        const bytes = await templateOf(record, { tree: read, node, zone, now: spine.clock.now().getTime(), as, language })
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="${vital}.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
}

async function found(spine: Spine, id: string, person: string): Promise<Sheet> {
  const sheet = await sheetOf(spine, id, person)
  if (!sheet) throw new RefusalError({ code: 'thing.not-found' })
  return sheet
}

function readRoutes(app: App, { spine, zone }: Deps): void {
  app.get(
    '/api/v1/vital-value-sheets/:id',
    { schema: { summary: '报数表收到哪了', params: Id, response: { 200: VitalSheetState, ...errors } }, config },
    async (request) => stateOf(spine, await found(spine, request.params.id, callerOf(request).person), zone),
  )
  app.get(
    '/api/v1/vital-value-sheets/:id/errors',
    { schema: { summary: '报数表的错误表', params: Id, response: { 200: file, ...errors } }, config },
    async (request, reply) => {
      const { id, columns, face } = await found(spine, request.params.id, callerOf(request).person)
      const faults = await faultsOf(spine, id)
      if (faults.length === 0) throw new RefusalError({ code: 'thing.not-found' })
      const { bytes, type, ending } = errorSheet({ faults, columns, face, zone })
      void reply.type(type).header('content-disposition', `attachment; filename="errors.${ending}"`)
      return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
    },
  )
}

function takeRoute(app: App, { spine, zone, tree }: Deps): void {
  app.put(
    '/api/v1/vital-value-sheets/:id',
    {
      schema: {
        summary: '按表报数',
        params: Id,
        querystring: z.strictObject({
          name: z.string().trim().min(1).max(200).default('sheet'),
          goOn: z.stringbool().default(false),
        }),
        response: { 200: VitalSheetState, ...errors },
      },
      config,
      bodyLimit: mostBytes,
    },
    // The sender chooses the id and may ask how far it is while this is at it; sent twice it is taken once, cut off it goes on;
    // whoever breaks off while the file is still read has begun nothing.
    async (request, reply) => {
      const { actor, person, scope } = callerOf(request)
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      if (bytes.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
      const { id } = request.params
      const read = await tree.read()
      const teller = { tree: read, scope, zone, actor: actor.id, source: 'sheet' as const }
      const name = plainText(request.query.name).slice(0, 120) || 'sheet'
      const left = new AbortController()
      reply.raw.once('close', () => reply.raw.writableEnded || left.abort())
      const given = { id, name, person, area: homeOf(read, scope), bytes, goOn: request.query.goOn, left: left.signal }
      await takeValueSheet(given, { spine, actor, teller })
      return stateOf(spine, await found(spine, id, person), zone)
    },
  )
}

async function stateOf(spine: Spine, sheet: Sheet, zone: string): Promise<VitalSheetState> {
  const faults = await faultsOf(spine, sheet.id, shown)
  return {
    ...headOf(sheet),
    faults: faults.map(({ n, refusal }) => {
      const { zh, en } = toProblem(refusal, zone)
      return { row: n, zh, en }
    }),
  }
}
