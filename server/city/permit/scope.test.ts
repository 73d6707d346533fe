import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inScope, narrowScope, scopeSql } from './scope.ts'

describe('a scope', () => {
  it('covers its own subtree and not a sibling whose code begins alike', () => {
    assert.equal(inScope(['50/5001/'], '50/5001/500101/'), true)
    assert.equal(inScope(['50/5001/'], '50/50012/'), false)
  })
  it('narrows to a wanted part, keeps several parts of a wider wish, and refuses the outside', () => {
    assert.deepEqual(narrowScope(['50/5001/'], '50/5001/7/'), ['50/5001/7/'])
    assert.deepEqual(narrowScope(['50/5001/7/', '50/5001/9/'], '50/5001/'), ['50/5001/7/', '50/5001/9/'])
    assert.equal(narrowScope(['50/5001/'], '50/5002/'), null)
  })
  it('becomes index ranges, and nothing at all when empty', () => {
    const values: unknown[] = ['x']
    assert.equal(scopeSql('e.area', ['50/5001/'], values), '((e.area ~>=~ $2 and e.area ~<~ $3))')
    assert.deepEqual(values, ['x', '50/5001/', '50/50010'])
    assert.equal(scopeSql('e.area', [], values), 'false')
  })
})
