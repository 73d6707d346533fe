import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { manualClock } from '../../kernel/clock.ts'
import { readConfig } from '../../kernel/config.ts'
import { type App, type Caller, createApp } from '../../kernel/http.ts'
import { createLog } from '../../kernel/log.ts'
import { createSpine, type Spine } from '../../kernel/spine.ts'
import { photoPath } from './disk.ts'
import { sweepFiles } from './receive.ts'
import { fileRoutes } from './routes.ts'
import { exifSegment, madeJpeg, madeTiff } from './rules/made-photo.ts'
import { attachFile, fileById } from './store.ts'

const start = new Date('2026-03-02T01:30:00Z')
const person = (name: string): Caller => ({
  actor: { kind: 'person', id: name },
  person: name,
  post: 'post-x',
  postKind: 'grid-worker',
  unit: 'u-x',
  scope: [],
  sight: 'case',
  permits: new Set(),
  session: 'person',
})

describe('an upload', () => {
  let database: TestDatabase
  let spine: Spine
  let app: App
  const clock = manualClock(start)
  const dir = mkdtempSync(join(tmpdir(), 'zhili-files-'))
  const sees = new Set<string>()

  before(async () => {
    database = await testDatabase('empty')
    spine = createSpine({ url: database.url, clock, log: createLog('silent') })
    const identify = async (request: { headers: Record<string, unknown> }) =>
      typeof request.headers['x-person'] === 'string' ? person(request.headers['x-person']) : null
    app = await createApp({ spine, config: readConfig({}), identify })
    await fileRoutes(app, { spine, dir, maySee: async (caller) => sees.has(caller.person) })
  })
  after(async () => {
    await app.close()
    await spine.close()
    await database.drop()
    rmSync(dir, { recursive: true, force: true })
  })

  const as = (name?: string) => (name ? { 'x-person': name } : {})
  const begin = async (size: number, sha256?: string, name?: string) =>
    (
      await app.inject({
        method: 'POST',
        url: '/api/v1/files',
        headers: as(name),
        payload: { size, ...(sha256 ? { sha256 } : {}) },
      })
    ).json()
  const put = async (id: string, offset: number, bytes: Buffer, name?: string) => {
    const url = `/api/v1/files/${id}?offset=${offset}`
    const answer = await app.inject({
      method: 'PUT',
      url,
      headers: { 'content-type': 'application/octet-stream', ...as(name) },
      payload: bytes,
    })
    return { status: answer.statusCode, ...answer.json() }
  }
  const photo = madeJpeg([exifSegment(madeTiff())], 300_000)
  const step = 256 * 1024
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

  it('becomes a clean photo named after its content, its place kept apart', async () => {
    const { id } = await begin(photo.length, hash(photo), 'p-xie')
    assert.equal((await put(id, 0, photo.subarray(0, step), 'p-xie')).received, step)
    const done = await put(id, step, photo.subarray(step), 'p-xie')
    assert.equal(done.complete, true)
    assert.equal(done.kind, 'image/jpeg')
    const kept = readFileSync(photoPath(dir, done.sha256))
    assert.equal(hash(kept), done.sha256)
    assert.equal(kept.includes(Buffer.from([29, 0, 0, 0, 1])), false)
    assert.ok(Math.abs((await fileById(spine, id))!.exif_place!.lat - 29.61) < 1e-6)
    assert.equal(existsSync(join(dir, 'incoming', id)), false)
  })

  it('goes on after a lost answer, and after bytes lost on our side', async () => {
    const { id } = await begin(photo.length)
    await put(id, 0, photo.subarray(0, step))
    assert.equal((await put(id, 0, photo.subarray(0, step))).received, step, 'a repeat answers the same')
    const gap = await put(id, step + 10, photo.subarray(step + 10))
    assert.deepEqual([gap.status, gap.code, gap.details.offset], [409, 'file.chunk', step])
    truncateSync(join(dir, 'incoming', id), 1000)
    assert.equal((await put(id, step, photo.subarray(step))).details.offset, 1000)
    assert.equal((await put(id, 1000, photo.subarray(1000, step))).received, step)
    assert.equal((await put(id, step, photo.subarray(step))).complete, true)
    assert.equal((await put(id, step, photo.subarray(step))).complete, true, 'a repeat of the last piece as well')
    const state = await app.inject({ url: `/api/v1/files/${id}/state` })
    assert.equal(state.json().complete, true)
  })

  it('with another hash or no photo in it is refused, and may start again', async () => {
    const page = Buffer.from('<script>alert(1)</script>'.repeat(10))
    const { id } = await begin(page.length, hash(page))
    const refused = await put(id, 0, page)
    assert.deepEqual([refused.status, refused.code], [415, 'file.kind'])
    const other = await begin(photo.length, hash(page))
    await put(other.id, 0, photo.subarray(0, step))
    assert.equal((await put(other.id, step, photo.subarray(step))).code, 'file.hash')
    assert.equal((await fileById(spine, other.id))!.received, 0)
  })

  it('stays within its size and kind of content', async () => {
    assert.equal((await begin(11 * 1024 * 1024)).code, 'input.too-large')
    assert.equal((await begin(-1)).code, 'input.malformed')
    const { id } = await begin(100, undefined, 'p-xie')
    assert.equal((await put(id, 0, Buffer.alloc(101), 'p-xie')).code, 'input.too-large')
    assert.equal((await put(id, 0, Buffer.alloc(step + 1), 'p-xie')).code, 'input.too-large')
    assert.equal((await put(id, 0, Buffer.alloc(1_100_000), 'p-xie')).code, 'input.too-large')
    const json = await app.inject({ method: 'PUT', url: `/api/v1/files/${id}?offset=0`, headers: as('p-xie'), payload: { a: 1 } })
    assert.equal(json.statusCode, 415)
  })

  it('belongs to its sender, and is seen only through its case', async () => {
    const { id } = await begin(photo.length, undefined, 'p-xie')
    assert.equal((await put(id, 0, photo.subarray(0, step), 'p-other')).code, 'thing.not-found')
    assert.equal((await put(id, 0, photo.subarray(0, step))).code, 'thing.not-found')
    await put(id, 0, photo.subarray(0, step), 'p-xie')
    await put(id, step, photo.subarray(step), 'p-xie')
    const read = (name?: string) => app.inject({ url: `/api/v1/files/${id}`, headers: as(name) })
    assert.equal((await read()).statusCode, 401)
    assert.equal((await read('p-check')).statusCode, 404)
    sees.add('p-check')
    const seen = await read('p-check')
    assert.deepEqual(
      [seen.statusCode, seen.headers['content-type'], seen.headers['x-content-type-options']],
      [200, 'image/jpeg', 'nosniff'],
    )
    assert.equal(hash(seen.rawPayload), (await fileById(spine, id))!.sha256)
  })

  it('from one address without an account is bounded, and named the second to come back', async () => {
    let taken = 0
    for (let i = 0; i < 40 && (await begin(10)).id; i++) taken++
    const refused = await app.inject({ method: 'POST', url: '/api/v1/files', payload: { size: 10 } })
    assert.equal(refused.statusCode, 429)
    assert.equal(refused.headers['retry-after'], '600')
    assert.ok(taken > 20 && taken <= 30)
    assert.ok((await begin(10, undefined, 'p-xie')).id, 'people with an account are not counted')
  })

  it('that never became part of anything is cleared after seven days, the others stay', async () => {
    const { id } = await begin(photo.length, undefined, 'p-xie')
    await put(id, 0, photo.subarray(0, step), 'p-xie')
    const report = '019576a0-0000-7000-8000-000000000001'
    await spine.transaction({ kind: 'system', id: 'zhili' }, (tx) => attachFile(tx, id, { report }))
    clock.set(new Date(start.getTime() + 8 * 86_400_000))
    assert.ok((await sweepFiles(spine, dir)) > 3)
    assert.equal((await fileById(spine, id))?.report, report)
    assert.equal((await spine.query('select 1 from files')).length, 1)
  })
})
