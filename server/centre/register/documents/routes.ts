import { z } from 'zod'
import { documentLeadDays, mostDocumentBytes } from '../../../../contract/document-kinds.ts'
import {
  DocumentDone,
  DocumentNew,
  DocumentWithdraw,
  DueDocuments,
  DueDocumentsWish,
  type ObjectDocument,
  ObjectDocuments,
} from '../../../../contract/object-document.ts'
import { keepPaper } from '../../../city/file/keep-paper.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import { parseWords, wordPage } from '../../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { createSlidingWindow } from '../../../kernel/sliding-window.ts'
import { narrowed, readPrefixes } from '../../desk/store-sight.ts'
import type { RegisterDeps } from '../routes.ts'
import { readLine } from '../store.ts'
import { addDocument, withdrawOne } from './documents.ts'
import { standingOn } from './rules/standing.ts'
import { countDue, type DocumentRow, documentsOf, readDue } from './store.ts'

const Id = z.object({ id: z.string().max(80) })
const read = { permit: 'object.read' } as const
const keep = { permit: 'object.change' } as const
/** Papers one person may bring in ten minutes: a folder of a building, many times over. */
const bringLimit = { limit: 200, ms: 600_000 }

/** Papers of objects (图纸资料): read by whoever reads the register there, brought and withdrawn by its keeper. */
export async function documentRoutes(app: App, deps: RegisterDeps): Promise<void> {
  readRoutes(app, deps)
  withdrawRoute(app, deps)
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    bringRoute(scope, deps)
  })
}

function readRoutes(app: App, { spine, zone }: RegisterDeps): void {
  app.get(
    '/api/v1/objects/:id/documents',
    { schema: { summary: '对象的图纸资料', params: Id, response: { 200: ObjectDocuments, ...errors } }, config: read },
    async (request) => {
      const caller = callerOf(request)
      const line = await readLine(spine, caller.scope, request.params.id)
      if (!line) throw new RefusalError({ code: 'thing.not-found' })
      const now = spine.clock.now()
      return {
        rows: papersOf(await documentsOf(spine, line.id), cityDay(now, zone)),
        mayKeep: line.to === null && caller.permits.has('object.change'),
        at: now.toISOString(),
      }
    },
  )
  app.get(
    '/api/v1/object-documents',
    {
      schema: { summary: '快到期和已到期的图纸资料', querystring: DueDocumentsWish, response: { 200: DueDocuments, ...errors } },
      config: read,
    },
    async (request) => {
      const { area, kind, cursor, limit } = request.query
      const now = spine.clock.now()
      const today = cityDay(now, zone)
      const ahead = new Date(Date.parse(today) + documentLeadDays * 86_400_000).toISOString().slice(0, 10)
      const areas = narrowed(callerOf(request).scope, await readPrefixes(spine, area))
      const asked = { areas, kind: kind ?? null, today, ahead }
      const lines = await readDue(spine, asked, { after: parseWords(cursor, 2), limit: limit + 1 })
      const { rows, next } = wordPage(lines, limit, ({ valid_until, document }) => [valid_until, document])
      return {
        rows: rows.map((row) => ({
          ...{ id: row.document, object: row.object, objectName: row.object_name, objectKind: row.object_kind },
          ...{ areaName: row.area_name, kind: row.kind, title: row.title, validUntil: row.valid_until },
          standing: standingOn(today, row.valid_until),
        })),
        ...(await countDue(spine, asked)),
        ...{ next, at: now.toISOString() },
      }
    },
  )
}

function bringRoute(app: App, { spine, zone, filesDir }: RegisterDeps): void {
  const window = createSlidingWindow(bringLimit)
  app.post(
    '/api/v1/objects/:id/documents',
    {
      schema: {
        summary: '上传图纸资料（PDF 或照片，或一份的新版）',
        params: Id,
        querystring: DocumentNew,
        response: { 200: DocumentDone, ...errors },
      },
      config: keep,
      bodyLimit: mostDocumentBytes,
    },
    // The same bytes under the same words change nothing the second time: no idempotency key is needed.
    async (request) => {
      const caller = callerOf(request)
      const seconds = window.take(caller.person, spine.clock.now())
      if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
      if (!(await readLine(spine, caller.scope, request.params.id))) throw new RefusalError({ code: 'thing.not-found' })
      const kept = await keepPaper(filesDir, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
      const brought = { given: request.query, kept, zone }
      return spine.transaction(caller.actor, (tx) => addDocument(tx, caller, request.params.id, brought))
    },
  )
}

function withdrawRoute(app: App, { spine }: RegisterDeps): void {
  app.post(
    '/api/v1/object-documents/:id/withdraw',
    {
      schema: {
        summary: '撤下一份图纸资料（留档）',
        params: z.object({ id: z.uuid() }),
        body: DocumentWithdraw,
        response: { 200: DocumentDone, ...errors },
      },
      config: keep,
    },
    (request) => write(spine, request, (tx) => withdrawOne(tx, callerOf(request), request.params.id, request.body)),
  )
}

const versionOf = (row: DocumentRow) => ({
  ...{ version: row.version, title: row.title, validUntil: row.valid_until, file: row.file, type: row.type, size: row.size },
  ...{ sha256: row.sha256, at: row.made_at.toISOString(), by: row.by_name ?? row.made_by },
})

/** Papers with their versions, those that count first, the newest first. */
export function papersOf(rows: readonly DocumentRow[], today: string): ObjectDocument[] {
  const papers = [...Map.groupBy(rows, ({ document }) => document).values()].map(([newest, ...former]) => ({
    ...versionOf(newest!),
    ...{ id: newest!.document, kind: newest!.kind, standing: standingOn(today, newest!.valid_until) },
    former: former.map(versionOf),
    withdrawn: newest!.withdrawn_at && {
      at: newest!.withdrawn_at.toISOString(),
      by: newest!.withdrawn_name ?? '',
      reason: newest!.reason!,
    },
  }))
  return papers.toSorted((a, b) => Number(a.withdrawn !== null) - Number(b.withdrawn !== null))
}
