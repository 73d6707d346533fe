import assert from 'node:assert/strict'
import { it } from 'node:test'
import { receiptOf } from './receipt-of.ts'

it('a receipt is taken from what the hotline answered, and nothing else of it', () => {
  assert.equal(receiptOf('{"receipt":"HZ-20260302-17","more":1}'), 'HZ-20260302-17')
  assert.equal(receiptOf('{"receipt":17}'), '17')
  assert.equal(receiptOf(`{"receipt":"${'长'.repeat(200)}"}`), '长'.repeat(80))
  for (const answer of ['', 'ok', '{"receipt":null}', '{"receipt":{}}', 'null', '[1]', '{"receipt":" "}'])
    assert.equal(receiptOf(answer), '-')
})
