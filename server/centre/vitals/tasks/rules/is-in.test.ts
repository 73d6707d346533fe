import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isIn } from './is-in.ts'

it('a task is in the area it is of, and in those that never told, wherever their one task stands', () => {
  const within = (area: string) => area.startsWith('500105')
  assert.equal(isIn({ area: '500105001', never: null }, within), true)
  assert.equal(isIn({ area: '500112', never: null }, within), false)
  assert.equal(isIn({ area: '50', never: ['500112', '500105'] }, within), true)
  assert.equal(isIn({ area: '50', never: ['500112'] }, within), false)
})
