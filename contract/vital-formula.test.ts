import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { codesIn, formulaWords, isFraction, parseFormula, reckon } from './vital-formula.ts'

const worths: Record<string, number | null> = { 'a.x': 6, 'a.y': 3, 'a.zero': 0, 'a.none': null }
const formulaOf = (text: string) => {
  const parsed = parseFormula(text)
  assert.ok(parsed.ok, text)
  return parsed.formula
}
const value = (text: string) => {
  const reckoned = reckon(formulaOf(text), (code) => worths[code] ?? null)
  return reckoned && (reckoned.den === 0 ? 'zero' : reckoned.num / reckoned.den)
}

describe('a formula over vitals', () => {
  it('is reckoned in the usual order, from left to right', () => {
    for (const [text, expected] of [
      ['{a.x} + {a.y} * 2', 12],
      ['({a.x} + {a.y}) * 2', 18],
      ['（{a.x}＋0）／2', 3],
      ['{a.x} - {a.y} - 1', 2],
      ['12 / {a.x} / 2', 1],
      ['12 ÷ {a.x} × 2', 4],
      ['-{a.x} + 1.5', -4.5],
      ['2 − -{a.y}', 5],
    ] as const)
      assert.equal(value(text), expected, text)
  })

  it('has no value where a vital has none, whatever it is multiplied by', () => {
    assert.equal(value('{a.x} + {a.none}'), null)
    assert.equal(value('0 * {a.none}'), null)
    assert.equal(value('{a.none} / {a.zero}'), null)
  })

  it('has no value when divided by zero, wherever that happens', () => {
    for (const text of ['{a.x} / {a.zero}', '1 + {a.x} / {a.zero}', '0 * ({a.x} / {a.zero})', '{a.x} / (1 / {a.zero})'])
      assert.equal(value(text), 'zero', text)
  })

  it('shows two numbers when its last step divides', () => {
    assert.deepEqual(
      reckon(formulaOf('({a.x} + 1) / {a.y}'), (code) => worths[code] ?? null),
      { num: 7, den: 3 },
    )
    assert.equal(isFraction(formulaOf('{a.x} / {a.y} * 100')), false)
  })

  it('names its vitals once each', () => {
    assert.deepEqual(codesIn(formulaOf('{b.y} / ({ a.x } + {b.y}) - 3')), ['b.y', 'a.x'])
  })

  it('is read by the names of its vitals, with what it is multiplied by', () => {
    const names: Record<string, string> = { 'a.x': '停气户', 'a.y': '在册户' }
    for (const [text, times, words] of [
      ['{a.x}/({a.y}＋{ a.x })', 100, '停气户 ÷ (在册户 + 停气户) × 100'],
      ['{a.x} - -{a.y}', 1, '停气户 − −在册户'],
      ['-（{a.x}+1.50）*2', 1, '−(停气户 + 1.50) × 2'],
      ['{a.x}+{a.y}', 1000, '(停气户 + 在册户) × 1000'],
      ['{a.x} * {a.gone}', 1, '停气户 × a.gone'],
      ['{a.x} +* ?', 100, '{a.x} +* ?'],
    ] as const)
      assert.equal(
        formulaWords({ text, times }, (code) => names[code] ?? code),
        words,
      )
  })

  it('says where it divides by what is nought whatever its vitals are: it could never have a value', () => {
    const never = (text: string) => {
      const read = parseFormula(text)
      return read.ok ? read.never : 'unread'
    }
    for (const [text, at, found] of [
      ['1/0*{a.x}', 2, '0'],
      ['{a.x} / (2 - 2)', 8, '('],
      ['{a.x} / (0 * {a.y} + 0)', 8, '('],
      ['{a.x} + 1 / -0.0', 12, '-'],
      ['1 / (0 / {a.x})', 4, '('],
    ] as const)
      assert.deepEqual(never(text), { at, found }, text)
    for (const text of ['0 / {a.x}', '{a.x} / {a.y}', '{a.x} / (2 - 1)', '{a.x} / ({a.y} - {a.y})', '0 * {a.x} + 1'])
      assert.equal(never(text), null, text)
  })

  it('says where it stops making sense', () => {
    for (const [text, at, found] of [
      ['', 0, ''],
      ['{a.x} +', 7, ''],
      ['{a.x} {a.y}', 6, '{a.y}'],
      ['({a.x}', 6, ''],
      ['{a.x})', 5, ')'],
      ['{A.x}', 0, '{A.x}'],
      ['fetch(1)', 0, 'fetch(1)'],
      ['{a.x} ** 2', 7, '*'],
      ['1e9', 1, 'e9'],
    ] as const)
      assert.deepEqual(parseFormula(text), { ok: false, fault: { at, found } }, text)
    assert.equal(parseFormula(`${'('.repeat(30)}1${')'.repeat(30)}`).ok, false, 'deeper than anybody writes')
    assert.equal(parseFormula(`${'-'.repeat(5_000)}1`).ok, false)
  })
})
