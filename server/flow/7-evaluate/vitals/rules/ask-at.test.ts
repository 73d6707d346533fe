import assert from 'node:assert/strict'
import { it } from 'node:test'
import { askAt } from './ask-at.ts'

const at = (text: string): number => Date.parse(`2026-11-28T${text}Z`)

it('tells an owner of all that falls silent within ten minutes at once, and again no sooner than after a day', () => {
  assert.equal(askAt(at('08:00:00'), null), at('08:10:00'))
  assert.equal(askAt(at('08:09:59'), null), at('08:10:00'))
  assert.equal(askAt(at('08:10:00'), null), at('08:20:00'))
  assert.equal(askAt(at('08:00:00'), at('07:00:00')), at('07:00:00') + 86_400_000)
  assert.equal(askAt(at('08:00:00'), at('07:00:00') - 86_400_000), at('08:10:00'), 'a day ago is long enough')
})
