import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boundedBody } from './bounded-body.ts'

describe('the body of an answer', () => {
  it('is read whole up to its bound, and not at all beyond it', async () => {
    assert.equal((await boundedBody(new Response('八月'), 6))?.toString(), '八月')
    assert.equal(await boundedBody(new Response('八月'), 5), null)
    assert.equal((await boundedBody(new Response(null, { status: 204 }), 0))?.length, 0)
  })

  it('is cancelled as soon as it is too long', async () => {
    let cancelled = false
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
      cancel: () => {
        cancelled = true
      },
    })
    assert.equal(await boundedBody(new Response(endless), 10_000), null)
    assert.ok(cancelled)
  })

  it('that breaks off is no body', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('cut')) })
    await assert.rejects(boundedBody(new Response(broken), 10), /cut/)
  })
})
