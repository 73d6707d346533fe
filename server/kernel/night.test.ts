import assert from 'node:assert/strict'
import { it } from 'node:test'
import { nightOf } from './night.ts'

it('is from two to five by the city’s clock', () => {
  const at = (utc: string): string | null => nightOf(new Date(`${utc}Z`), 'Asia/Shanghai')
  assert.equal(at('2026-03-01T17:59:59.999'), null)
  assert.equal(at('2026-03-01T18:00:00'), '2026-03-02')
  assert.equal(at('2026-03-01T20:59:59.999'), '2026-03-02')
  assert.equal(at('2026-03-01T21:00:00'), null)
  assert.equal(at('2026-03-02T04:00:00'), null)
})
