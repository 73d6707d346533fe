import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compositeIds, composites, kpiFormulas, volumes } from '../../../../contract/kpi-formulas.ts'
import { bandOf, compositesOf } from './compose-kpis.ts'
import { countKpis, kpisOf } from './count-kpis.ts'

describe('the band of a volume', () => {
  const mark = (id: keyof typeof volumes, n: number) => bandOf(n, volumes[id].bands)

  it('is the one its number lies in, edge by edge', () =>
    assert.deepEqual(
      [0, 100, 101, 300, 301, 500, 501, 1_200, 1_201, 2_000, 2_001, 90_000].map((n) => mark('dispatched-volume', n)),
      [0, 0, 40, 40, 60, 60, 75, 75, 90, 90, 100, 100],
    ))

  it('has no mark where the source tells none, which is not zero', () =>
    assert.deepEqual(
      [0, 50, 51, 1_000, 1_001].map((n) => mark('filed-volume', n)),
      [100, 100, null, null, 0],
    ))

  it('rises from nothing on', () => {
    for (const { bands } of Object.values(volumes)) {
      assert.equal(bands[0]?.from, 0)
      assert.deepEqual(
        bands,
        bands.toSorted((a, b) => a.from - b.from),
      )
    }
  })
})

describe('a composite', () => {
  it('has weights that make a hundred, of parts that exist', () => {
    for (const id of compositeIds) {
      assert.equal(
        composites[id].reduce((sum, { weight }) => sum + weight, 0),
        100,
        id,
      )
      for (const { of } of composites[id]) assert.ok(of in kpiFormulas || of in volumes, of)
    }
  })

  it('of a period without cases has no number where nothing was due, and only the bands of nothing', () => {
    const counts = countKpis([], [], { from: 0, until: 1 })
    assert.deepEqual(
      compositesOf(counts, kpisOf(counts)).map(({ id, value, counted }) => [id, value, counted]),
      [
        ['handling', 10, 10],
        ['finding', null, 0],
        ['filing', null, 0],
        ['dispatching', 0, 20],
      ],
    )
  })

  it('turns a rate round where less is better', () => {
    const counts = { ...countKpis([], [], { from: 0, until: 1 }), handled: 4, reworked: 1 }
    const rework = compositesOf(counts, kpisOf(counts))[0]?.parts.find(({ of }) => of === 'rework')
    assert.deepEqual(rework, { of: 'rework', weight: 30, numerator: 1, denominator: 4, mark: 75 })
  })
})
