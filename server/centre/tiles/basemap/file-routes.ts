import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../../contract/actor.ts'
import {
  type BaseFile,
  BaseFileNew,
  BaseFile as BaseFileShape,
  BaseFiles,
  basePieceBytes,
  baseSystems,
  mostBaseBytes,
  mostGeojsonBytes,
} from '../../../../contract/basemap-file.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { arrivingPath, dropBase, dropShapes, writePiece } from './disk.ts'
import { lookAt } from './look-at.ts'
import {
  type BaseRow,
  baseFile,
  baseFiles,
  deleteBase,
  insertBase,
  lockBaseFile,
  putLive,
  setLooked,
  setReceived,
} from './store.ts'

export type BaseDeps = { spine: Spine; dir: string }
const config = { permit: 'scene.change' } as const
const Id = z.object({ id: z.uuid() })
const binary = 'application/octet-stream'

/** Base maps brought in by the console: whose they are is said first, the bytes come in pieces, the file is looked through, then it is put in force or not. */
export async function baseFileRoutes(app: App, deps: BaseDeps): Promise<void> {
  const { spine } = deps
  app.get(
    '/api/v1/base-maps',
    { schema: { summary: '上传的底图', response: { 200: BaseFiles, ...errors } }, config },
    async (request) => ({
      rows: (await baseFiles(spine, callerOf(request).scope)).map(viewOf),
      at: spine.clock.now().toISOString(),
    }),
  )
  app.post(
    '/api/v1/base-maps',
    { schema: { summary: '登记要上传的底图', body: BaseFileNew, response: { 200: BaseFileShape, ...errors } }, config },
    (request) => write(spine, request, (tx) => begin(tx, callerOf(request), request.body)),
  )
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.addContentTypeParser(binary, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    pieceRoute(scope, deps)
  })
  actRoutes(app, deps)
}

function pieceRoute(app: App, deps: BaseDeps): void {
  app.put(
    '/api/v1/base-maps/:id/bytes',
    {
      schema: {
        ...{ summary: '上传一片（最多 4 MB，可续传）', consumes: [binary], params: Id },
        querystring: z.object({ offset: z.coerce.number().int().min(0).max(mostBaseBytes) }),
        response: { 200: BaseFileShape, ...errors },
      },
      ...{ config, bodyLimit: basePieceBytes },
    },
    async (request) => {
      const { body } = request
      if (!Buffer.isBuffer(body))
        throw new RefusalError({ code: 'input.unsupported', details: { type: request.headers['content-type'] ?? '' } })
      const { id } = request.params
      const { actor } = callerOf(request)
      const isWhole = await deps.spine.transaction(actor, async (tx) =>
        takePiece(tx, deps.dir, await own(tx, request, id), { offset: request.query.offset, bytes: body }),
      )
      if (isWhole) await lookThrough(deps, actor, id)
      const row = await baseFile(deps.spine, id)
      if (row) return viewOf(row)
      // Discarded while it was looked through: what that made is nobody's.
      await dropBase(deps.dir, id)
      throw new RefusalError({ code: 'thing.not-found' })
    },
  )
}

/** A base map of an area one keeps; another's does not exist. */
async function own(tx: Tx, request: FastifyRequest, id: string): Promise<BaseRow> {
  const row = await lockBaseFile(tx, id)
  if (!row || !inScope(callerOf(request).scope, row.area)) throw new RefusalError({ code: 'thing.not-found' })
  return row
}

async function begin(tx: Tx, caller: Caller, asked: z.infer<typeof BaseFileNew>): Promise<BaseFile> {
  const { area, crs, format, bytes, asOf } = asked
  if (!inScope(caller.scope, area)) throw new RefusalError({ code: 'thing.not-found' })
  mustFit(asked)
  const [name, source, licence, attribution] = [asked.name, asked.source, asked.licence, asked.attribution].map(plainText) as [
    string,
    string,
    string,
    string,
  ]
  const id = tx.newId()
  await insertBase(tx, { id, area, name, source, licence, attribution, as_of: asOf, crs, format, bytes })
  await tx.record({ kind: 'base-map.taken', subject: id, area, body: { base: id, name, source, licence } })
  return viewOf((await baseFile(tx, id))!)
}

/** Tiles are cut already: nothing shifts or unprojects them any more. Shapes may come in any system, and are smaller. */
function mustFit({ crs, format, bytes }: z.infer<typeof BaseFileNew>): void {
  if (format === 'geojson') {
    if (bytes > mostGeojsonBytes)
      throw new RefusalError({ code: 'base-map.shapes-too-large', details: { limit: mostGeojsonBytes / 1_048_576 } })
    return
  }
  if (crs === 'GCJ-02' || crs === 'BD-09') throw new RefusalError({ code: 'base-map.shifted', details: { crs } })
  if (!baseSystems.some((one) => one === crs))
    throw new RefusalError(malformed('/crs', 'value.one-of', { list: baseSystems.join(', ') }))
  if (bytes > mostBaseBytes)
    throw new RefusalError({ code: 'base-map.too-large', details: { limit: mostBaseBytes / 1_073_741_824 } })
}

type Piece = { offset: number; bytes: Buffer }
/** The next piece in its place; one that is known already changes nothing. Answers whether all of the file is there and nobody looked through it yet. */
async function takePiece(tx: Tx, dir: string, row: BaseRow, { offset, bytes }: Piece): Promise<boolean> {
  if (row.state !== 'arriving') return false
  if (offset + bytes.length <= row.received) return row.received === row.bytes
  if (offset !== row.received || offset + bytes.length > row.bytes || bytes.length === 0)
    throw new RefusalError({ code: 'base-map.offset', details: { offset: row.received } })
  await writePiece(dir, arrivingPath(dir, row), offset, bytes)
  await setReceived(tx, row.id, offset + bytes.length)
  return offset + bytes.length === row.bytes
}

/**
 * Looks through a whole file; one that cannot be used is not kept. Outside of any transaction: it takes seconds, and everybody who reads facts waits
 * below an open one. Cut off in between, the last piece sent again begins it anew.
 */
async function lookThrough({ spine, dir }: BaseDeps, actor: Actor, id: string): Promise<void> {
  const asked = await baseFile(spine, id)
  if (asked?.state !== 'arriving') return
  const found = await lookAt(dir, asked)
  const isUnfit = 'fault' in found
  const isFirst = await spine.transaction(actor, async (tx) => {
    const row = await lockBaseFile(tx, id)
    if (row?.state !== 'arriving') return false
    await setLooked(tx, id, found)
    if (isUnfit)
      await tx.record({
        ...{ kind: 'base-map.refused', subject: id, area: row.area },
        body: { base: id, name: row.name, fault: found.fault },
      })
    return true
  })
  if (isUnfit && isFirst) await dropBase(dir, id)
  if (!isUnfit && asked.format === 'geojson') await dropShapes(dir, id)
}

type Verb = 'enforce' | 'withdraw' | 'discard'
const fit: Readonly<Record<Verb, readonly BaseRow['state'][]>> = {
  enforce: ['ready', 'former'],
  withdraw: ['live'],
  discard: ['arriving', 'ready', 'former', 'refused'],
}
const facts = { enforce: 'base-map.enforced', withdraw: 'base-map.withdrawn', discard: 'base-map.discarded' } as const
const summaries = { enforce: '启用底图', withdraw: '停用底图', discard: '删除底图' } as const

function actRoutes(app: App, { spine, dir }: BaseDeps): void {
  for (const verb of ['enforce', 'withdraw', 'discard'] as const)
    app.post(
      `/api/v1/base-maps/:id/${verb}`,
      { schema: { summary: summaries[verb], params: Id, response: { 200: BaseFiles, ...errors } }, config },
      async (request) => {
        const answer = await write(spine, request, async (tx) => {
          const row = await own(tx, request, request.params.id)
          if (!fit[verb].includes(row.state)) throw new RefusalError({ code: 'base-map.state', details: { state: row.state } })
          if (verb === 'discard') await deleteBase(tx, row.id)
          else await putLive(tx, row.area, verb === 'enforce' ? row.id : null)
          await tx.record({ kind: facts[verb], subject: row.id, area: row.area, body: { base: row.id, name: row.name } })
          return { rows: (await baseFiles(tx, callerOf(request).scope)).map(viewOf), at: tx.now.toISOString() }
        })
        // Its bytes go once nobody can come back to the row.
        if (verb === 'discard') await dropBase(dir, request.params.id)
        return answer
      },
    )
}

const viewOf = (row: BaseRow): BaseFile => ({
  ...{ id: row.id, area: row.area, areaName: row.area_name, name: row.name, source: row.source, licence: row.licence },
  ...{
    attribution: row.attribution,
    asOf: row.as_of,
    crs: row.crs,
    format: row.format,
    bytes: row.bytes,
    received: row.received,
  },
  ...{
    state: row.state,
    fault: row.fault,
    faultAt: row.fault_at,
    head: row.head,
    at: row.made_at.toISOString(),
    byName: row.made_name,
  },
  ...{ liveAt: row.live_at?.toISOString() ?? null, liveByName: row.live_name },
})
