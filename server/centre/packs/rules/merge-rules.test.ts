import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type DetectRule, silence } from '../../../../contract/pack.ts'
import { mergeRules } from './merge-rules.ts'

const rule = (id: string, length: string): DetectRule =>
  silence({ id, family: 'silence', name: { zh: id, en: id }, for: length, severity: 'blue' })
const told = ({ rules }: { rules: DetectRule[] }): string[] => rules.map((one) => `${one.id} ${'for' in one ? one.for : ''}`)

describe('three sides of the same rules', () => {
  it('leave who alone changed a rule what they wrote', () => {
    const merged = mergeRules({
      base: [rule('a', '1m'), rule('b', '1m'), rule('c', '1m')],
      theirs: [rule('a', '2m'), rule('b', '1m'), rule('c', '1m')],
      ours: [rule('a', '1m'), rule('b', '3m'), rule('c', '1m')],
    })
    assert.deepEqual(told(merged), ['a 2m', 'b 3m', 'c 1m'])
    assert.deepEqual(
      merged.lines.map(({ outcome }) => outcome),
      ['theirs', 'ours', 'same'],
    )
    assert.deepEqual(merged.open, [])
  })

  it('ask a person where both changed it differently, and nobody where they changed it alike', () => {
    const sides = {
      base: [rule('a', '1m'), rule('b', '1m')],
      theirs: [rule('a', '2m'), rule('b', '9m')],
      ours: [rule('a', '3m'), rule('b', '9m')],
    }
    assert.deepEqual(mergeRules(sides).open, ['a'])
    assert.deepEqual(told(mergeRules(sides)), ['a 3m', 'b 9m'])
    assert.deepEqual(told(mergeRules(sides, { a: 'theirs' })), ['a 2m', 'b 9m'])
    assert.deepEqual(mergeRules(sides, { a: 'ours' }).open, [])
    assert.deepEqual(mergeRules(sides, { b: 'ours' }).lines[1]!.decided, null, 'nothing to decide there')
  })

  it('know rules that came, went, or went on one side while the other changed them', () => {
    const base = [rule('a', '1m'), rule('b', '1m')]
    assert.deepEqual(told(mergeRules({ base, theirs: [rule('a', '1m'), rule('n', '5m')], ours: base })), ['a 1m', 'n 5m'])
    assert.deepEqual(told(mergeRules({ base, theirs: base, ours: [rule('b', '1m'), rule('own', '7m')] })), ['b 1m', 'own 7m'])
    const gone = { base, theirs: [rule('b', '1m')], ours: [rule('a', '4m'), rule('b', '1m')] }
    assert.deepEqual(mergeRules(gone).open, ['a'])
    assert.deepEqual(told(mergeRules(gone, { a: 'theirs' })), ['b 1m'])
    assert.deepEqual(told(mergeRules(gone, { a: 'ours' })), ['b 1m', 'a 4m'])
  })
})
