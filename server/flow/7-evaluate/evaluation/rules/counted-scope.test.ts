import assert from 'node:assert/strict'
import { it } from 'node:test'
import { countedScope } from './counted-scope.ts'

it('reads whole months of the city and its divisions from counts, each place once; all else from lines', () => {
  assert.deepEqual(countedScope(['50/'], 'year'), ['50/'])
  assert.deepEqual(countedScope(['50/500105/', '50/500107/'], 'month'), ['50/500105/', '50/500107/'])
  assert.deepEqual(countedScope(['50/500105/', '50/', '50/500105/500105005/'], 'quarter'), ['50/'])
  assert.deepEqual(countedScope(['50/', '50/'], 'month'), ['50/'])
  assert.equal(countedScope(['50/'], 'week'), null)
  assert.equal(countedScope(['50/500105/', '50/500107/500107001/'], 'year'), null)
  assert.deepEqual(countedScope([], 'month'), [])
})
