import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  CatalogueDone,
  CatalogueFile,
  CatalogueKind,
  CatalogueQuery,
  CatalogueView,
  LimitBody,
  LocalClassBody,
} from '../../../contract/catalogue.ts'
import { type CatalogueChange, changeCatalogue } from '../../city/catalogue/change-catalogue.ts'
import { withLimit, withLocalClass } from '../../city/catalogue/rules/edit-sheets.ts'
import { readSheets } from '../../city/catalogue/rules/read-sheets.ts'
import { withSheets } from '../../city/catalogue/rules/take-sheets.ts'
import { catalogueInForce } from '../../city/catalogue/store.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, type Refusal, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { csvOf, sheetsOfFile, workbookOf } from './files.ts'
import { conditionPage, countsOf } from './rules/page.ts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const Id = z.object({ id: z.string().max(20) })

/** The event catalogue: everybody who works may read it, the system administrator changes it. Every change is a version and a fact. */
export async function catalogueRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const config = { permit: 'catalogue.change' } as const
  const response = { 200: CatalogueDone, ...errors }

  app.get(
    '/api/v1/catalogue',
    {
      schema: { summary: '事件目录：立案条件', querystring: CatalogueQuery, response: { 200: CatalogueView, ...errors } },
      config: { permit: 'session' },
    },
    async (request) => {
      const held = await catalogueInForce(spine)
      const all = readSheets(held?.body.sheets ?? []).conditions.map(({ at: _, ...one }) => one)
      const { unread, cursor, ...wish } = request.query
      return {
        ...{ version: held?.version ?? 0, source: held?.source ?? null, madeBy: held?.madeBy ?? null },
        ...{ madeAt: held?.madeAt.toISOString() ?? null, counts: countsOf(all) },
        ...conditionPage(all, { ...wish, after: cursor, unread: unread === 'true' }),
        at: spine.clock.now().toISOString(),
      }
    },
  )

  const change = async (
    request: FastifyRequest,
    wish: Omit<CatalogueChange, 'by'>,
    missing: Refusal,
  ): Promise<z.infer<typeof CatalogueDone>> =>
    write(spine, request, async (tx) => {
      const done = await changeCatalogue(tx, { ...wish, by: callerOf(request).person })
      if (done === null) throw new RefusalError(missing)
      if ('stale' in done) throw new RefusalError({ code: 'version.stale', details: { version: done.stale } })
      return done
    })

  app.post(
    '/api/v1/admin/catalogue',
    { schema: { summary: '导入事件目录（CSV 或 XLSX）', body: CatalogueFile, response }, config },
    (request) => {
      const { name, kind, data } = request.body
      const taken = sheetsOfFile(Buffer.from(data, 'base64'), name, kind)
      if (!taken.ok) throw new RefusalError(malformed('/data', taken.reason, taken.given))
      return change(request, { source: name, change: (before) => withSheets(before, taken.sheets) }, { code: 'thing.not-found' })
    },
  )

  app.post(
    '/api/v1/admin/catalogue/conditions/:id/limit',
    { schema: { summary: '核定处置时限', params: Id, body: LimitBody, response }, config },
    (request) => {
      const { version, limit } = request.body
      const { id } = request.params
      return change(
        request,
        { seen: version, source: `核定 ${id}`, change: (before) => withLimit(before, id, limit) },
        { code: 'thing.not-found' },
      )
    },
  )

  app.post(
    '/api/v1/admin/catalogue/classes',
    { schema: { summary: '新增本地小类', body: LocalClassBody, response }, config },
    (request) =>
      change(
        request,
        {
          seen: request.body.version,
          source: `新增 ${request.body.name}`,
          change: (before) => withLocalClass(before, request.body),
        },
        malformed('/major', 'catalogue.no-number'),
      ),
  )

  await exportRoutes(app, { spine })
}

/** What was imported, with what was decided since, as files. */
async function exportRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const sheets = async () => (await catalogueInForce(spine))?.body.sheets ?? []
  const config = { permit: 'admin.read' } as const
  const file = z.any().meta({ type: 'string', format: 'binary' })

  app.get(
    '/api/v1/admin/catalogue.xlsx',
    { schema: { summary: '导出事件目录（XLSX）', response: { 200: file, ...errors } }, config },
    async (_, reply) => {
      const all = await sheets()
      if (all.length === 0) throw new RefusalError({ code: 'thing.not-found' })
      void reply.type(xlsxType).header('content-disposition', 'attachment; filename="catalogue.xlsx"')
      return reply.send(Buffer.from(workbookOf(all)))
    },
  )

  app.get(
    '/api/v1/admin/catalogue.csv',
    {
      schema: {
        summary: '导出事件目录（CSV，一类）',
        querystring: z.strictObject({ kind: CatalogueKind.default('event') }),
        response: { 200: file, ...errors },
      },
      config,
    },
    async (request, reply) => {
      const csv = csvOf(await sheets(), request.query.kind)
      if (!csv) throw new RefusalError({ code: 'thing.not-found' })
      void reply.type('text/csv').header('content-disposition', 'attachment; filename="catalogue.csv"')
      return reply.send(Buffer.from(csv))
    },
  )
}
