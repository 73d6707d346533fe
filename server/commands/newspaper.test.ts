import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Counts, compare, countNames, figures, holds, shareLine } from './newspaper.ts'

const none = Object.fromEntries(countNames.map((name) => [name, 0])) as Counts

describe('a figure of the page', () => {
  it('that is rounded holds when the count rounds or is cut to it, and not one unit beside', () => {
    const communities = { kind: 'rounded', value: 11_200, step: 100 } as const
    for (const counted of [11_150, 11_200, 11_270, 11_299]) assert.equal(holds(communities, counted), true, String(counted))
    for (const counted of [11_149, 11_300, 0]) assert.equal(holds(communities, counted), false, String(counted))
  })

  it('that is exact holds for that number alone, and 「余」 for it and more', () => {
    assert.deepEqual(
      [1030, 1031, 1032].map((n) => holds({ kind: 'exact', value: 1031 }, n)),
      [false, true, false],
    )
    assert.deepEqual(
      [399, 400, 430].map((n) => holds({ kind: 'least', value: 400 }, n)),
      [false, true, true],
    )
  })

  it('whose system is not built waits, and is never taken for a zero that differs', () => {
    const verdicts = compare(figures, none)
    for (const { figure, counted, verdict } of verdicts)
      assert.deepEqual([counted, verdict], figure.from === null ? [null, 'waits'] : [0, 'differs'], figure.en)
    assert.ok(verdicts.some(({ verdict }) => verdict === 'differs') && verdicts.some(({ verdict }) => verdict === 'waits'))
  })

  it('asks each count, so that none is reckoned for nothing', () => {
    const asked = new Set(figures.map(({ from }) => from))
    assert.deepEqual(
      countNames.filter((name) => !asked.has(name)),
      [],
    )
  })
})

describe('a share', () => {
  it('shows both its numbers, and a dash without a whole', () => {
    assert.equal(shareLine(101_000, 123_000), '82.11 % (101,000 / 123,000)')
    assert.equal(shareLine(0, 0), '—')
  })
})
