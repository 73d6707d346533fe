import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, it } from 'node:test'
import Fastify from 'fastify'
import type { App } from './kernel/http.ts'
import { RefusalError } from './kernel/result.ts'
import { pagesBuilt, webRoutes } from './web.ts'

describe('the built pages', { skip: pagesBuilt() ? false : 'not built' }, () => {
  const app = Fastify() as unknown as App
  let script = ''
  before(async () => {
    app.setErrorHandler((error, _request, reply) =>
      reply
        .status(error instanceof RefusalError ? 404 : 500)
        .send({ code: error instanceof RefusalError ? error.refusal.code : '' }),
    )
    await webRoutes(app)
    const page = await app.inject('/inbox')
    assert.equal(page.headers['cache-control'], 'no-cache')
    script = /\/assets\/[\w.-]+\.js/.exec(page.body)?.[0] ?? ''
    assert.notEqual(script, '', 'the page names its script')
  })

  it('bring their files packed, to be kept for a year', async () => {
    const packed = await app.inject({ url: `${script}?again`, headers: { 'accept-encoding': 'br' } })
    assert.deepEqual([packed.statusCode, packed.headers['content-encoding']], [200, 'br'])
    assert.match(String(packed.headers['content-type']), /javascript/)
    assert.match(String(packed.headers['cache-control']), /max-age=31536000, immutable/)
    assert.equal(packed.headers.vary, 'accept-encoding')
    assert.equal(packed.headers['x-content-type-options'], 'nosniff')
    assert.match(String(packed.headers['content-security-policy']), /^default-src 'self'/)
    const plain = await app.inject(script)
    assert.deepEqual([plain.statusCode, plain.headers['content-encoding']], [200, undefined])
    assert.ok(plain.rawPayload.length > packed.rawPayload.length)
    assert.equal((await app.inject({ method: 'HEAD', url: script })).statusCode, 200)
  })

  it('allow the console’s first script by its hash, and no other script that is written into a page', async () => {
    const page = await app.inject('/inbox')
    const written = /<script>([\s\S]*?)<\/script>/.exec(page.body)?.[1] ?? ''
    const hash = createHash('sha256').update(written).digest('base64')
    assert.match(written, /\/session/)
    assert.ok(String(page.headers['content-security-policy']).endsWith(`; script-src 'self' 'sha256-${hash}'`))
    const phone = await app.inject('/field/')
    assert.doesNotMatch(String(phone.headers['content-security-policy']), /script-src/)
  })

  it('say of a file that is not there that it is missing, wherever it is looked for', async () => {
    for (const url of ['/assets/none.js', '/assets/..%2Findex.html', '/assets/..%2F..%2Fpackage.json', '/none.js'])
      assert.equal((await app.inject(url)).statusCode, 404, url)
  })

  it('has icons and workers beside its hashed files, asked for anew each time', async () => {
    const worker = await app.inject('/field/sw.js')
    assert.deepEqual([worker.statusCode, worker.headers['cache-control']], [200, 'no-cache'])
    assert.equal(worker.headers['service-worker-allowed'], '/field/')
  })
})
