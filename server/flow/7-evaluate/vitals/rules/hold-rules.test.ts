import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Candidate, holdRules, keepsTo, type Rule, type RuleOf, ruleText } from './hold-rules.ts'
import { markWords } from './mark-words.ts'

const rule = (change: Partial<Rule> = {}): Rule => ({ is: 'at-most', of: ['w.made'], tolerance: 0, answer: 'block', ...change })
const sold = (change: Partial<Rule> = {}): RuleOf => ({ code: 'w.sold', rule: rule(change) })
const told = (at: number, code: string, worth: number | null, change: Partial<Candidate> = {}): Candidate => ({
  ...{ at, code, area: 'a', period: 1, worth, reason: false, ...change },
})
const nothing = () => null
const knows = (values: Record<string, number>) => (code: string, area: string, period: number) =>
  area === 'a' && period === 1 ? (values[code] ?? null) : null
type Known = Parameters<typeof holdRules>[2]['known']
const nameOf = (code: string) => ({ zh: `名 ${code}`, en: `name ${code}` })
const said = (rows: Candidate[], rules: RuleOf[], known: Known = nothing) => {
  const { refused, marks } = holdRules(rows, rules, { known, nameOf })
  return {
    refused: [...refused].map(([at, { code }]) => [at, code]),
    marked: [...marks].map(([at, [mark]]) => [at, mark!.answer]),
  }
}
const fine = { refused: [], marked: [] }

describe('a rule between vitals', () => {
  it('compares with a sum, within its tolerance, and not within what binary numbers lose', () => {
    assert.equal(keepsTo(rule(), 3, [1, 2]), true)
    assert.equal(keepsTo(rule(), 3.1, [1, 2]), false)
    assert.equal(keepsTo(rule({ tolerance: 0.1 }), 3.1, [1, 2]), true)
    assert.equal(keepsTo(rule({ is: 'equals' }), 0.3, [0.1, 0.2]), true)
    assert.equal(keepsTo(rule({ is: 'equals' }), 2.9, [1, 2]), false)
    assert.equal(keepsTo(rule({ is: 'at-least' }), 2.9, [1, 2]), false)
    assert.equal(keepsTo(rule({ is: 'at-least' }), 9, [1, 2]), true)
  })

  it('blocks a part above its whole, whichever of the two comes second', () => {
    assert.deepEqual(said([told(0, 'w.sold', 6)], [sold()], knows({ 'w.made': 5 })), {
      ...fine,
      refused: [[0, 'vital.rule-broken']],
    })
    assert.deepEqual(said([told(0, 'w.made', 5)], [sold()], knows({ 'w.sold': 6 })), {
      ...fine,
      refused: [[0, 'vital.rule-broken']],
    })
    assert.deepEqual(said([told(0, 'w.sold', 5)], [sold()], knows({ 'w.made': 5 })), fine)
  })

  it('says nothing where one of its values is missing: missing is not zero', () => {
    assert.deepEqual(said([told(0, 'w.sold', 6)], [sold()]), fine)
    assert.deepEqual(said([told(0, 'w.sold', 6), told(1, 'w.made', null)], [sold()], knows({ 'w.made': 5 })), fine)
  })

  it('holds what came together against each other, of one cell the last, of another area nothing', () => {
    assert.deepEqual(said([told(0, 'w.made', 9), told(1, 'w.sold', 8)], [sold()], knows({ 'w.made': 5 })), fine)
    assert.deepEqual(said([told(0, 'w.sold', 9), told(1, 'w.sold', 4)], [sold()], knows({ 'w.made': 5 })), fine)
    assert.deepEqual(said([told(0, 'w.sold', 9, { area: 'b' })], [sold()], knows({ 'w.made': 5 })), fine)
  })

  it('asks, and takes with the reason of one of them, marked', () => {
    const asks = sold({ answer: 'ask' })
    const rows = [told(0, 'w.made', 5), told(1, 'w.sold', 6)]
    assert.deepEqual(said(rows, [asks]), {
      ...fine,
      refused: [
        [0, 'vital.rule-ask'],
        [1, 'vital.rule-ask'],
      ],
    })
    assert.deepEqual(said([rows[0]!, { ...rows[1]!, reason: true }], [asks]), {
      ...fine,
      marked: [
        [0, 'ask'],
        [1, 'ask'],
      ],
    })
  })

  it('marks where it only warns', () =>
    assert.deepEqual(said([told(0, 'w.sold', 6)], [sold({ answer: 'warn' })], knows({ 'w.made': 5 })), {
      ...fine,
      marked: [[0, 'warn']],
    }))

  it('looks again without what fell: a value that contradicted only that one is taken', () => {
    const rules = [sold(), { code: 'w.lost', rule: rule({ is: 'equals', of: ['w.sold'], answer: 'warn' }) }]
    const known = knows({ 'w.made': 5, 'w.sold': 4 })
    assert.deepEqual(said([told(0, 'w.sold', 6), told(1, 'w.lost', 4)], rules, known), {
      ...fine,
      refused: [[0, 'vital.rule-broken']],
    })
  })

  it('is told with its numbers and the names of its vitals, in both languages', () => {
    const { marks } = holdRules([told(0, 'w.sold', 6)], [sold({ answer: 'warn', of: ['w.made', 'w.bought'], tolerance: 0.5 })], {
      known: knows({ 'w.made': 5, 'w.bought': 0.25 }),
      nameOf,
    })
    const mark = marks.get(0)![0]!
    assert.equal(
      ruleText(mark, (code) => nameOf(code).zh),
      '名 w.sold 6 ≤ 名 w.made 5 + 名 w.bought 0.25 ±0.5',
    )
    const { zh, en, codes } = markWords(mark, nameOf)
    assert.match(zh, /名 w\.sold 6 ≤ 名 w\.made 5 .*存疑/)
    assert.match(en, /name w\.sold 6 ≤ name w\.made 5 .*marked/)
    assert.deepEqual(codes, ['w.sold', 'w.made', 'w.bought'])
  })
})
