import assert from 'node:assert/strict'
import { it } from 'node:test'
import { mayConfirm } from './may-confirm.ts'

it('a doubted value is confirmed by who told it or answers for it, and by nobody who tells nothing', () => {
  const caller = { actor: { id: 'p1' }, permits: new Set(['vital.tell']) }
  assert.equal(mayConfirm({ actor: 'p1', mine: false }, caller), true, 'told by them')
  assert.equal(mayConfirm({ actor: 'p2', mine: true }, caller), true, 'theirs to answer for')
  assert.equal(mayConfirm({ actor: 'p2', mine: false }, caller), false)
  assert.equal(mayConfirm({ actor: 'p1', mine: true }, { ...caller, permits: new Set() }), false)
})
