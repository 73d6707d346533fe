import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { vitalAggregations } from '../../../../../contract/vital-kinds.ts'
import { chanceFrom } from '../../../../city/area/rules/chance.ts'
import type { Part, Parts } from '../types.ts'
import { combine, samePart } from './combine.ts'
import {
  childrenOf,
  combineParts,
  countOf,
  listOf,
  noParts,
  packParts,
  partAt,
  partOf,
  partsIn,
  placeOf,
  splicedAt,
} from './pack-parts.ts'

function randomPart(chance: () => number): Part {
  const oldest = Math.floor(chance() * 5)
  const [num, den] = [Math.floor(chance() * 20) - 10, Math.floor(chance() * 3)]
  const part = { num, den, n: 1 + Math.floor(chance() * 4), newest: oldest + Math.floor(chance() * 3), oldest }
  return chance() < 0.7 ? part : { ...part, by: chance() < 0.3 ? [1, 1] : [2, 2 + Math.floor(chance() * 2)] }
}

const places = (parts: readonly Part[]): Parts => splicedAt(noParts, 0, 0, parts)

describe('parts side by side', () => {
  it('combine to what they combine to one by one, for every way of adding up', () => {
    const chance = chanceFrom('parts')
    for (let round = 0; round < 2_000; round++) {
      const list = Array.from({ length: Math.floor(chance() * 6) }, () => randomPart(chance))
      for (const aggregation of vitalAggregations) {
        const [ours, other] = [combineParts(aggregation, places(list)), combine(aggregation, list)]
        assert.ok(samePart(ours, other), `${aggregation} ${JSON.stringify([list, ours, other])}`)
      }
    }
  })

  it('take in, put and take out like a list, and leave what was given as it was', () => {
    const chance = chanceFrom('parts spliced')
    let [list, parts]: [Part[], Parts] = [[], noParts]
    for (let step = 0; step < 3_000; step++) {
      const place = Math.floor(chance() * (list.length + 1))
      const gone = Math.min(list.length - place, Math.floor(chance() * 3))
      const others = Array.from({ length: list.length > 20 ? 0 : Math.floor(chance() * 3) }, () => randomPart(chance))
      const before = listOf(parts)
      const next = splicedAt(parts, place, gone, others)
      assert.deepEqual(listOf(parts), before)
      list = list.toSpliced(place, gone, ...others)
      parts = next
      assert.equal(countOf(parts), list.length)
      assert.ok(list.every((part, at) => samePart(part, partAt(parts, at))))
      assert.equal(
        parts.by === null,
        list.every(({ by }) => by === undefined || by[1] === 1),
        'no word of the first version',
      )
    }
  })

  it('are found by the whole code, wherever it stands', () => {
    const codes = '50010,500105,500105001,x500105'
    assert.deepEqual(
      ['50010', '500105', '500105001', 'x500105', '5001', '105', '500106'].map((code) => placeOf(codes, code)),
      [0, 1, 2, 3, -1, -1, -1],
    )
    assert.equal(placeOf('', '5'), -1)
    const [one, two] = [1, 2].map((num) => ({ num, den: 0, n: 1, newest: 1, oldest: 1 })) as [Part, Part]
    const family = { children: 'a,b', parts: places([one, two]) }
    assert.deepEqual([partOf(family, 'b'), partOf(family, 'c')], [two, null])
    assert.deepEqual(
      [...childrenOf(family)],
      [
        ['a', one],
        ['b', two],
      ],
    )
    assert.deepEqual([...childrenOf({ children: '', parts: noParts })], [])
  })
})

describe('parts in a row', () => {
  it('come out as they went in, whatever stands before them in memory', () => {
    const parts = [
      { num: -12.5, den: 0, n: 1, newest: 1_774_000_000_123, oldest: 1_774_000_000_000 },
      { num: 2 ** 53 - 1, den: 3, n: 65_300, newest: 0, oldest: -1 },
    ]
    const shifted = Buffer.concat([Buffer.from('abc'), packParts(parts)]).subarray(3)
    assert.deepEqual(listOf(partsIn(shifted)), parts)
    assert.deepEqual(listOf(partsIn(packParts([]))), [])
  })

  it('that are cut short are refused', () =>
    assert.throws(() => partsIn(packParts([{ num: 1, den: 1, n: 1, newest: 1, oldest: 1 }]).subarray(1)), /39 bytes/))
})
