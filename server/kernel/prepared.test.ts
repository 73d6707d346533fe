import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createPrepared } from './prepared.ts'

const prepared = createPrepared()

describe('a prepared statement', () => {
  it('has one name for one text, and another for another', () => {
    const first = prepared('select $1::int', [1])
    assert.ok(first.name)
    assert.deepEqual(prepared('select $1::int', [2]), { name: first.name, text: 'select $1::int', values: [2] })
    assert.notEqual(prepared('select $1::text', ['a']).name, first.name)
  })
  it('is none without parameters: several statements at once could not be', () => {
    assert.deepEqual(prepared('select 1; select 2', []), { text: 'select 1; select 2', values: [] })
  })
  it('is none beyond the bound: texts made anew for every call are said as they are', () => {
    for (let n = 0; n < 1_000; n++) prepared(`select ${n} + $1::int`, [n])
    assert.deepEqual(prepared('select 1001 + $1::int', [1]), { text: 'select 1001 + $1::int', values: [1] })
  })
})
