import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { refusedAt, safeBack } from './way-back.ts'

describe('the page after signing in', () => {
  it('is a page of ours, with its question and its place', () => {
    for (const mine of ['/', '/events/0199-ab?tab=work#top', '/field/orders/7', '/leader', '/inbox?id=1&view=handled'])
      assert.equal(safeBack(mine), mine)
  })

  it('is never an address elsewhere, nor the API', () => {
    const foreign = [
      undefined,
      '',
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      'javascript:alert(1)',
      '/..//evil.example/',
      '/.//evil.example',
      '/api/v1/session',
      '/x/../api/v1/files/1',
      '/api',
      `/${'x'.repeat(400)}`,
    ]
    for (const wish of foreign) assert.equal(safeBack(wish), '/', wish)
  })
})

describe('a refusal', () => {
  it('is shown at the sign-in page of the app that was meant', () => {
    assert.equal(refusedAt('/', 'session.no-post'), '/sign-in?refused=session.no-post')
    assert.equal(refusedAt('/events/1?a=b', 'provider.refused'), '/sign-in?refused=provider.refused&back=%2Fevents%2F1%3Fa%3Db')
    assert.equal(refusedAt('/field/orders/7', 'provider.away'), '/field/?refused=provider.away')
    assert.equal(refusedAt('/leader', 'provider.away'), '/leader?refused=provider.away')
    assert.equal(refusedAt('/fieldwork', 'provider.away'), '/sign-in?refused=provider.away&back=%2Ffieldwork')
  })
})
