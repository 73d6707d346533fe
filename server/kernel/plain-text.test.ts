import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asBeforeNoFormula, noFormula, plainText } from './plain-text.ts'

describe('plain text', () => {
  it('loses what no database takes, and keeps lines', () => assert.equal(plainText('a\u0000b\u001b[31m\nc\td'), 'ab[31m\nc\td'))
  it('holds no half characters', () => assert.equal(plainText('x\ud842y'), 'x\ufffdy'))
})

describe('a cell of a sheet', () => {
  it('is never run as a formula, and a number stays one', () => {
    const cells = ['=1+1', '+A1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '－1+1', "'=1", '-5.2', '+1', 'a=1', '']
    const told = [
      "'=1+1",
      "'+A1",
      "'-2+3",
      "'@SUM(A1)",
      "'\t=1",
      "'\r=1",
      "'\n=1",
      "'＝1",
      "'－1+1",
      "'=1",
      '-5.2',
      '+1',
      'a=1',
      '',
    ]
    assert.deepEqual(cells.map(noFormula), told)
    // What had its apostrophe already cannot be told from what was given one.
    for (const [i, cell] of cells.entries()) if (cell !== "'=1") assert.equal(asBeforeNoFormula(told[i]!), cell)
    assert.deepEqual(["'", "'abc", "'-5.2"].map(asBeforeNoFormula), ["'", "'abc", "'-5.2"])
  })
})
