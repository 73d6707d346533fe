import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { FileStart, FileState } from '../../../contract/report.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { orRefuse, RefusalError, refuse } from '../../kernel/result.ts'
import { createSlidingWindow, senderOf } from '../../kernel/sliding-window.ts'
import type { Spine } from '../../kernel/spine.ts'
import { needFreshSession } from '../sign-in/identify.ts'
import { photoPath } from './disk.ts'
import { receivePiece } from './receive.ts'
import { maxPhotoBytes } from './rules/place-piece.ts'
import { fileById, insertFile } from './store.ts'
import type { FileRow } from './types.ts'

/** `maySee` decides by the event or report a file is tied to; `free` names addresses that are not counted (the demo's own citizens). */
export type FileDeps = {
  spine: Spine
  dir: string
  maySee(caller: Caller, file: FileRow): Promise<boolean>
  free?: (address: string) => boolean
}

/** Uploads of people without an account: 30 photos in ten minutes from one address, more than three full reports. */
const publicLimit = { limit: 30, ms: 600_000 }

const Id = z.object({ id: z.uuid() })
const Offset = z.object({ offset: z.coerce.number().int().min(0).max(maxPhotoBytes) })
const binary = 'application/octet-stream'

/** Chunked upload for citizens and staff, and reading through the case a photo belongs to. `dir` is DATA_DIR/files. */
export async function fileRoutes(app: App, deps: FileDeps): Promise<void> {
  const window = createSlidingWindow(publicLimit)
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.addContentTypeParser(binary, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    uploadRoutes(scope, deps, window)
  })
  readRoute(app, deps)
}

function uploadRoutes(app: App, { spine, dir, free }: FileDeps, window: ReturnType<typeof createSlidingWindow>): void {
  app.post(
    '/api/v1/files',
    {
      schema: { summary: '开始上传照片', body: FileStart, response: { 200: FileState, ...errors } },
      config: { permit: 'public' },
      preHandler: needFreshSession,
    },
    async (request) => {
      if (request.body.size > maxPhotoBytes) throw new RefusalError({ code: 'input.too-large', details: { limit: '10 MB' } })
      if (!request.caller && !free?.(request.ip)) {
        const seconds = window.take(senderOf(request.ip), spine.clock.now())
        if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
      }
      // Random, not by time: whoever knows the id of a citizen's upload may go on with it, so it must not be guessable.
      const id = randomUUID()
      const file = { id, size: request.body.size, sha256: request.body.sha256 ?? null, owner: ownerOf(request) }
      await spine.transaction(request.caller?.actor ?? { kind: 'citizen', id: 'citizen' }, (tx) => insertFile(tx, file))
      return { id, received: 0, size: file.size, complete: false, sha256: file.sha256, kind: null }
    },
  )
  app.put(
    '/api/v1/files/:id',
    {
      schema: {
        summary: '上传一片（最多 256 KB，可续传）',
        consumes: [binary],
        params: Id,
        querystring: Offset,
        response: { 200: FileState, ...errors },
      },
      config: { permit: 'public' },
      preHandler: needFreshSession,
    },
    async (request) => {
      if (!Buffer.isBuffer(request.body))
        throw new RefusalError({ code: 'input.unsupported', details: { type: request.headers['content-type'] ?? '' } })
      const piece = { id: request.params.id, owner: ownerOf(request), offset: request.query.offset, bytes: request.body }
      return viewOf(orRefuse(await receivePiece(spine, dir, piece)))
    },
  )
  app.get(
    '/api/v1/files/:id/state',
    { schema: { summary: '上传到哪里了', params: Id, response: { 200: FileState, ...errors } }, config: { permit: 'public' } },
    async (request) => {
      const file = await fileById(spine, request.params.id)
      return viewOf(orRefuse(file && file.owner === ownerOf(request) ? { ok: true, value: file } : refuse('thing.not-found')))
    },
  )
}

function readRoute(app: App, { spine, dir, maySee }: FileDeps): void {
  app.get(
    '/api/v1/files/:id',
    { schema: { summary: '查看照片', params: Id, response: errors }, config: { permit: 'session' } },
    async (request, reply) => {
      const caller = callerOf(request)
      const file = await fileById(spine, request.params.id)
      if (file?.state !== 'complete' || !file.sha256 || !file.kind) throw new RefusalError({ code: 'thing.not-found' })
      if (file.owner !== caller.person && !(await maySee(caller, file))) throw new RefusalError({ code: 'thing.not-found' })
      const path = photoPath(dir, file.sha256)
      const found = await stat(path).catch(() => null)
      if (!found) throw new RefusalError({ code: 'thing.not-found' })
      return reply
        .headers({
          'content-type': file.kind,
          'content-length': found.size,
          'cache-control': 'private, max-age=31536000, immutable',
          // A photo is never a page, whatever hides in its bytes.
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
        })
        .send(createReadStream(path) as never)
    },
  )
}

/** A file belongs to the person who sends it; without an account it belongs to whoever knows its id. */
const ownerOf = (request: FastifyRequest): string => request.caller?.person ?? 'public'

const viewOf = (file: FileRow): z.infer<typeof FileState> => ({
  id: file.id,
  received: file.received,
  size: file.size,
  complete: file.state === 'complete',
  sha256: file.sha256,
  kind: file.kind,
})
