import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { QueryClient } from '@tanstack/react-query'
import { aheadAt, askAhead, heardAhead, takeAhead } from './ahead.ts'
import { get, post } from './api.ts'

describe('what was asked ahead of the app', () => {
  const fetched = globalThis.fetch
  let asked: string[] = []
  beforeEach(() => {
    asked = []
    globalThis.fetch = (async (url: string) => {
      asked.push(url)
      return new Response(JSON.stringify({ n: asked.length }))
    }) as typeof fetch
  })
  afterEach(() => {
    globalThis.fetch = fetched
    globalThis.zhiliAhead = undefined
  })

  it('is the answer of the app’s own question, once', async () => {
    assert.deepEqual(await askAhead('/api/v1/session', {}), { n: 1 })
    assert.deepEqual(await get('/session'), { n: 1 })
    assert.deepEqual(await get('/session'), { n: 2 })
    assert.deepEqual(asked, ['/api/v1/session', '/api/v1/session'])
  })

  it('is waited for while it is on its way', async () => {
    void askAhead('/api/v1/signals?limit=100', {})
    assert.equal(aheadAt('/api/v1/signals?limit=100')?.heardAt, null)
    assert.deepEqual(await get('/signals', { limit: 100 }), { n: 1 })
    assert.equal(asked.length, 1)
  })

  it('stands in the cache at once when it has been heard, once', async () => {
    const read = () => {
      const options = { queryKey: ['session'], ...heardAhead<{ n: number }>('/api/v1/session') }
      return new QueryClient().getQueryCache().build(new QueryClient(), options).state
    }
    const asking = askAhead('/api/v1/session', {})
    assert.equal(read().data, undefined)
    await asking
    const heardAt = aheadAt('/api/v1/session')?.heardAt
    assert.deepEqual([read().data, read().data], [{ n: 1 }, undefined])
    assert.ok(heardAt)
    assert.deepEqual(await get('/session'), { n: 2 })
  })

  it('says when it was heard, so that the clock is set by that moment', async () => {
    const before = Date.now()
    await askAhead('/api/v1/session', {})
    const heardAt = aheadAt('/api/v1/session')?.heardAt ?? 0
    assert.ok(heardAt >= before && heardAt <= Date.now())
  })

  it('is not used when it is old', async () => {
    await askAhead('/api/v1/session', {})
    aheadAt('/api/v1/session')!.heardAt! -= 11_000
    assert.equal(await takeAhead('GET', '/api/v1/session'), null)
  })

  it('is forgotten once anything was changed', async () => {
    await askAhead('/api/v1/session', {})
    await post('/demo/session', {})
    assert.deepEqual(await get('/session'), { n: 3 })
  })

  it('is asked once more by the app when nothing came back', async () => {
    const answering = globalThis.fetch
    globalThis.fetch = (async () => Promise.reject(new TypeError('no line'))) as typeof fetch
    await assert.rejects(askAhead('/api/v1/session', {}))
    globalThis.fetch = answering
    assert.deepEqual(await get('/session'), { n: 1 })
  })
})
