import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { partitionNamed, partitionOf, partitionsDue } from './partitions.ts'

describe('partitions', () => {
  it('cut time at UTC months and days, whatever the hour in the city', () => {
    const month = partitionOf('facts', new Date('2026-12-31T23:59:59.999Z'))
    assert.deepEqual(
      [month.name, month.from.toISOString(), month.to.toISOString()],
      ['facts_2026_12', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    )
    const day = partitionOf('readings', new Date('2028-02-29T00:00:00Z'))
    assert.deepEqual([day.name, day.to.toISOString()], ['readings_2028_02_29', '2028-03-01T00:00:00.000Z'])
  })
  it('are known by their names, and nothing else is', () => {
    const due = partitionsDue(new Date('2026-11-30T22:00:00Z'))
    for (const partition of due) assert.deepEqual(partitionNamed(partition.name), partition)
    for (const name of ['facts_default', 'readings_default', 'facts_2026', 'xfacts_2026_01', 'events'])
      assert.equal(partitionNamed(name), null)
  })
  it('reach two months and seven days ahead, over the turn of a year', () => {
    const names = partitionsDue(new Date('2026-12-30T22:00:00Z')).map((partition) => partition.name)
    assert.deepEqual(names.slice(0, 4), ['facts_2026_12', 'facts_2027_01', 'facts_2027_02', 'readings_2026_12_30'])
    assert.deepEqual(names.slice(-3), ['readings_2027_01_06', 'frames_2027_01_06', 'plots_2027_01_06'])
    assert.equal(names.length, 27)
  })
})
