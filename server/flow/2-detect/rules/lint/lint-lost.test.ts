import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { silence } from '../../../../../contract/pack.ts'
import { lintLost } from './lint-lost.ts'

const rule = (id: string, family: string) => silence({ id, family, name: { zh: id, en: id }, for: '3m', severity: 'orange' })

describe('families nobody raises any more', () => {
  it('are told once each, with the rules that raise them now', () => {
    const before = [rule('a', 'gas'), rule('b', 'gas'), rule('c', 'fan'), rule('d', 'silence')]
    const lost = lintLost(before, [rule('a', 'gass'), rule('b', 'gass'), rule('d', 'silence')])
    assert.deepEqual(
      lost.map((one) => `${one.rule} ${one.kind}`),
      ['a lost-family', 'c lost-family'],
    )
    assert.match(lost[0]!.words.zh, /2 条规则报“gas”/)
    assert.deepEqual(lintLost(before, before), [])
    assert.deepEqual(lintLost(before, [...before, rule('e', 'new')]), [])
  })
})
