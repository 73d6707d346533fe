import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attained, expectedAt, lightOf } from './expect.ts'

const target = (period: string, value: number, over = false) => ({ period, value, over })
const deposits = {
  ...{ kind: 'level' as const, direction: 'up' as const, baseline: { period: '2023', value: 5.36 } },
  ...{ targets: [target('2025', 6.2), target('2027', 8)], season: undefined },
}
const near = (got: number | null, want: number) => assert.ok(got !== null && Math.abs(got - want) < 1e-9, `${got} is not ${want}`)

describe('what should be there by now', () => {
  it('walks straight from the baseline over the targets, quarter by quarter', () => {
    near(expectedAt(deposits, '2023'), 5.36)
    near(expectedAt(deposits, '2024-Q2'), 5.36 + (0.84 / 8) * 2)
    near(expectedAt(deposits, '2024'), 5.78)
    near(expectedAt(deposits, '2025-Q4'), 6.2)
    near(expectedAt(deposits, '2026-Q3'), 6.2 + 0.9 * 0.75)
  })
  it('is not known before the baseline, after the last target, or with nothing to walk from', () => {
    assert.equal(expectedAt(deposits, '2022'), null)
    assert.equal(expectedAt(deposits, '2028-Q1'), null)
    const listed = { ...deposits, baseline: undefined }
    assert.equal(expectedAt(listed, '2024-Q3'), null)
    near(expectedAt(listed, '2025'), 6.2)
  })
  it('goes by the season within a year, a target of a quarter before all', () => {
    const season = [0.1, 0.2, 0.3, 0.4]
    near(expectedAt({ ...deposits, season }, '2026-Q2'), 6.2 + 0.9 * 0.3)
    near(expectedAt({ ...deposits, targets: [...deposits.targets, target('2026-Q2', 6.3)] }, '2026-Q2'), 6.3)
  })
  it('adds up within a year where it is a flow', () => {
    const made = {
      ...deposits,
      kind: 'flow' as const,
      baseline: { period: '2023', value: 2591 },
      targets: [target('2025', 3000)],
    }
    near(expectedAt(made, '2024-Q1'), (2591 + 204.5) / 4)
    near(expectedAt(made, '2025'), 3000)
  })
})

describe('attainment', () => {
  it('is the way gone, not the size: 5.4 of 6.2 trillion is next to nothing from 5.36', () => {
    const got = attained(deposits, '2025', 5.4)
    assert.equal(got?.formula, 'way')
    near(got!.ratio, 0.04 / 0.84)
    assert.equal(lightOf(deposits, '2025', 5.4, 0.9), 'behind')
    assert.equal(lightOf(deposits, '2025', 6.13, 0.9), 'slow')
    assert.equal(lightOf(deposits, '2025', 6.2, 0.9), 'on-track')
  })
  it('of a target without a baseline is the share of it; turned round where less is better', () => {
    const listed = { ...deposits, baseline: undefined, targets: [target('2025', 125)] }
    assert.deepEqual(attained(listed, '2025', 100), { formula: 'target', top: 100, bottom: 125, ratio: 0.8 })
    const bad = { ...listed, direction: 'down' as const, targets: [target('2025', 2)] }
    assert.deepEqual(attained(bad, '2025', 4), { formula: 'target', top: 2, bottom: 4, ratio: 0.5 })
    assert.equal(lightOf(bad, '2025', 4, 0.9), 'behind')
    assert.equal(lightOf(bad, '2025', 1, 0.9), 'on-track')
  })
  it('“more than 9.5” is not reached by 9.5, and what no target reaches is not judged', () => {
    const share = { ...deposits, baseline: { period: '2023', value: 8.6 }, targets: [target('2027', 9.5, true)] }
    assert.equal(lightOf(share, '2027', 9.5, 0.9), 'slow')
    assert.equal(lightOf(share, '2027', 9.6, 0.9), 'on-track')
    assert.equal(lightOf(share, '2030', 12, 0.9), 'unjudged')
    assert.equal(attained(share, '2030', 12), null)
  })
  it('of a way of no length cannot be divided', () => {
    const flat = { ...deposits, targets: [target('2025', 5.36)] }
    assert.equal(attained(flat, '2025', 5), null)
    assert.equal(lightOf(flat, '2025', 5, 0.9), 'behind')
  })
})
