import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  SenderChange,
  SenderDeviceList,
  SenderDeviceQuery,
  SenderDone,
  SenderFile,
  SenderImported,
  SenderKey,
  SenderList,
  SenderNew,
  SenderQuery,
  UnknownSenderList,
} from '../../../../contract/sender.ts'
import { plainFace, readCsv, writeCsv } from '../../../../protocols/sheet/csv.ts'
import { most } from '../../../../protocols/sheet/types.ts'
import { readXlsx } from '../../../../protocols/sheet/xlsx.ts'
import { isZip } from '../../../../protocols/sheet/zip.ts'
import { isWhole } from '../../../city/permit/scope.ts'
import { parseWords, wordPage } from '../../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { malformed, type Refusal, RefusalError } from '../../../kernel/result.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import type { Gateways } from './gateways.ts'
import { changeSender, endSender, importSenders, registerSender, replaceTerminal } from './register-senders.ts'
import { sayFault } from './rules/fault-words.ts'
import { readSenderSheet, senderSheetOf } from './rules/sender-sheet.ts'
import { findSenderDevices, type SenderKey as Key, readSenders, unknownSenders } from './store-senders.ts'

const dayMs = 86_400_000
const mostUnknown = 200
const mostDevices = 20
type Deps = { spine: Spine; gateways: Gateways }
type Work = (tx: Tx, caller: Caller) => Promise<{ ok: true; key: Key; changed: boolean } | { ok: false; refusal: Refusal }>

/** Numbers of field devices: registered, changed, ended and taken from a sheet by the system administrator; no answer holds a code. */
export async function senderRoutes(app: App, deps: Deps): Promise<void> {
  const config = { permit: 'sender.register' } as const
  const response = { 200: SenderDone, ...errors }
  await listRoutes(app, deps)

  /** What is known of the number is asked anew as soon as the change is committed. */
  const act = async (request: FastifyRequest, work: Work): Promise<z.infer<typeof SenderDone>> => {
    const done = await write(deps.spine, request, async (tx) => {
      const did = await work(tx, callerOf(request))
      if (!did.ok) throw new RefusalError(did.refusal)
      return { protocol: did.key.protocol, number: did.key.number, changed: did.changed }
    })
    deps.gateways.forget(done.protocol, done.number)
    return done
  }

  app.post('/api/v1/admin/senders', { schema: { summary: '登记上报号码', body: SenderNew, response }, config }, (request) =>
    act(request, (tx, caller) => registerSender(tx, caller, request.body)),
  )
  app.post(
    '/api/v1/admin/senders/:protocol/:number/change',
    { schema: { summary: '更改上报号码', params: SenderKey, body: SenderChange, response }, config },
    (request) => act(request, (tx, caller) => changeSender(tx, caller, request.params, request.body)),
  )
  app.post(
    '/api/v1/admin/senders/:protocol/:number/replace-terminal',
    { schema: { summary: '更换终端', params: SenderKey, response }, config },
    (request) => act(request, (tx, caller) => replaceTerminal(tx, caller, request.params)),
  )
  app.post(
    '/api/v1/admin/senders/:protocol/:number/end',
    { schema: { summary: '停用上报号码', params: SenderKey, response }, config },
    (request) => act(request, (tx, caller) => endSender(tx, caller, request.params)),
  )
  app.post(
    '/api/v1/admin/senders/import',
    {
      schema: { summary: '导入上报号码（CSV 或 XLSX）', body: SenderFile, response: { 200: SenderImported, ...errors } },
      config,
    },
    (request) => importSheet(deps, request, Buffer.from(request.body.data, 'base64')),
  )
}

async function importSheet({ spine, gateways }: Deps, request: FastifyRequest, bytes: Buffer): Promise<SenderImported> {
  const read = readSenderSheet(firstSheet(bytes))
  if (!read) throw new RefusalError(malformed('/data', 'sheet.no-sender-headings'))
  const forgotten: Key[] = []
  const answer = await write(spine, request, async (tx) => {
    const { keys, faults, ...counts } =
      read.faults.length > 0
        ? { registered: 0, changed: 0, unchanged: 0, faults: read.faults, keys: [] }
        : await importSenders(tx, callerOf(request), read.senders)
    forgotten.push(...keys)
    return { ...counts, faults: faults.map((one) => ({ ...one, text: one.text.slice(0, 60), ...sayFault(one.fault) })) }
  })
  for (const { protocol, number } of forgotten) gateways.forget(protocol, number)
  return answer
}

function firstSheet(bytes: Buffer): string[][] {
  const rows = isZip(bytes) ? readXlsx(bytes) : readCsv(bytes)
  if (!rows.ok) throw new RefusalError(malformed('/data', 'sheet.unreadable'))
  return Array.isArray(rows.value) ? (rows.value[0]?.rows ?? []) : rows.value.rows
}

async function listRoutes(app: App, { spine }: Deps): Promise<void> {
  const now = (): string => spine.clock.now().toISOString()

  app.get(
    '/api/v1/admin/senders',
    {
      schema: { summary: '上报号码', querystring: SenderQuery, response: { 200: SenderList, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      const rows = await readSenders(spine, callerOf(request), { ...wish, after: parseWords(cursor, 2), limit: limit + 1 })
      return { ...wordPage(rows, limit, ({ protocol, number }) => [protocol, number]), at: now() }
    },
  )

  app.get(
    '/api/v1/admin/senders.csv',
    {
      schema: {
        summary: '导出上报号码（CSV，不含鉴权码）',
        response: { 200: z.any().meta({ type: 'string', format: 'binary' }), ...errors },
      },
      config: { permit: 'sender.register' },
    },
    async (request, reply) => {
      const rows = await readSenders(spine, callerOf(request), { after: null, limit: most.rows - 1 })
      void reply.type('text/csv').header('content-disposition', 'attachment; filename="senders.csv"')
      return reply.send(Buffer.from(writeCsv({ rows: senderSheetOf(rows), face: plainFace })))
    },
  )

  // Nobody knows whose area they belong to: for those of the whole city.
  app.get(
    '/api/v1/admin/senders/unknown',
    { schema: { summary: '没有登记的号码', response: { 200: UnknownSenderList, ...errors } }, config: { permit: 'feed.read' } },
    async (request) => {
      const since = new Date(spine.clock.now().getTime() - dayMs)
      const rows = isWhole(callerOf(request).scope) ? await unknownSenders(spine, since, mostUnknown) : []
      return { rows, next: null, at: now() }
    },
  )

  app.get(
    '/api/v1/admin/senders/devices',
    {
      schema: { summary: '可登记的设备', querystring: SenderDeviceQuery, response: { 200: SenderDeviceList, ...errors } },
      config: { permit: 'sender.register' },
    },
    async (request) => {
      const rows = await findSenderDevices(spine, callerOf(request), request.query.q ?? '', mostDevices)
      return { rows, next: null, at: now() }
    },
  )
}
