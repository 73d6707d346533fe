import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compare, countNames, holds, shareLine } from './newspaper.ts'
import { figures, waiting } from './newspaper-figures.ts'

describe('a figure of the page', () => {
  it('that is rounded holds when the count rounds or is cut to it, and not one unit beside', () => {
    const communities = { kind: 'rounded', value: 11_200, step: 100 } as const
    for (const counted of [11_150, 11_200, 11_270, 11_299]) assert.equal(holds(communities, counted), true, String(counted))
    for (const counted of [11_149, 11_300, 0]) assert.equal(holds(communities, counted), false, String(counted))
  })

  it('that is exact holds for that number, day or word alone, 「余」 for it and more, and a unit within it', () => {
    const which = (figure: Parameters<typeof holds>[0], read: (number | string | null)[]) =>
      read.filter((one) => holds(figure, one))
    assert.deepEqual(which({ kind: 'exact', value: 1031 }, [1030, 1031, 1032, '1031', null]), [1031])
    assert.deepEqual(which({ kind: 'exact', value: '2024-04-07' }, ['2024-04-08', '2024-04-07', null]), ['2024-04-07'])
    assert.deepEqual(which({ kind: 'exact', value: '> 9.5' }, [9.5, '> 9.5']), ['> 9.5'])
    assert.deepEqual(which({ kind: 'least', value: 400 }, [399, 400, 430, null]), [400, 430])
    assert.deepEqual(which({ kind: 'within', value: 1, below: 24 }, [0.9, 1, 23.9, 24, null]), [1, 23.9])
  })

  it('nothing is known of differs: it is never taken for zero', () => {
    const zero = figures.map((figure) => ({ ...figure, kind: 'least' as const, value: 0 }))
    assert.ok(compare(zero, () => ({ value: null })).every((one) => !one.holds))
    assert.ok(compare(zero, () => ({ value: 0 })).every((one) => one.holds))
  })

  it('asks each count, so that none is reckoned for nothing; only register and households wait', () => {
    const asked = new Set(figures.flatMap(({ from }) => ('count' in from ? from.count : [])))
    assert.deepEqual(
      countNames.filter((name) => !asked.has(name)),
      [],
    )
    assert.equal(new Set(figures.map(({ zh }) => zh)).size, figures.length)
    assert.deepEqual([...new Set(waiting.map(({ row }) => row))], ['M3', 'M8'])
  })
})

describe('a share', () => {
  it('shows both its numbers, and a dash without a whole', () => {
    assert.equal(shareLine(101_000, 123_000), '82.11 % (101,000 / 123,000)')
    assert.equal(shareLine(0, 0), '—')
  })
})
