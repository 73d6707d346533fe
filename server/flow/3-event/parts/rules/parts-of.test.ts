import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Happening, leadingDistrict, type Part, partsOf, type Spot } from './parts-of.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 3, 10, 13, minute))
const spot = (district: string, ref: string): Spot => ({
  ...{ area: `99/${district}/${district}001/`, district, place: ref, ref, named: null, at: at(0) },
})
const happened = (district: string): Part => ({ ...spot(district, 'finding'), why: 'place' })
const told = (parts: Part[]): string[] => parts.map(({ why, district, ref }) => `${why} ${district} ${ref}`)

describe('who has a part', () => {
  const rows: [string, Parameters<typeof partsOf>, string[]][] = [
    ['only where it happened', [[happened('B')], []], ['place B finding']],
    [
      'source and firm beside the place',
      [
        [happened('B')],
        [
          { why: 'source', spots: [spot('A', 'ticket')] },
          { why: 'firm', spots: [spot('C', 'firm')] },
        ],
      ],
      ['place B finding', 'source A ticket', 'firm C firm'],
    ],
    [
      'the ticket before the permit',
      [
        [],
        [
          { why: 'source', spots: [spot('A', 'ticket')] },
          { why: 'source', spots: [spot('D', 'permit')] },
        ],
      ],
      ['source A ticket'],
    ],
    [
      'without a ticket the permit',
      [
        [],
        [
          { why: 'source', spots: [] },
          { why: 'source', spots: [spot('D', 'permit')] },
        ],
      ],
      ['source D permit'],
    ],
    ['permits for two districts name none', [[], [{ why: 'source', spots: [spot('A', 'p1'), spot('D', 'p2')] }]], []],
    [
      'permits for two sites of one district name it',
      [[], [{ why: 'source', spots: [spot('A', 'p1'), spot('A', 'p2')] }]],
      ['source A p1'],
    ],
    ['the same twice is one part', [[happened('B'), happened('B')], []], ['place B finding']],
  ]
  for (const [name, given, expected] of rows) it(name, () => assert.deepEqual(told(partsOf(...given)), expected))
})

describe('who leads', () => {
  const seen = (type: string, district: string, minute: number): Happening => ({
    ...{ type, district, at: at(minute) },
  })
  const rows: [string, Happening[], string | null][] = [
    ['nothing happened anywhere', [], null],
    ['the place of the violation', [seen('truck.over', 'B', 0)], 'B'],
    ['the first of several', [seen('truck.speed', 'C', 5), seen('truck.over', 'B', 0)], 'B'],
    ['a dump leads, though it came later', [seen('truck.over', 'B', 0), seen('truck.dump', 'C', 30)], 'C'],
    ['of two dumps the first', [seen('truck.dump', 'D', 40), seen('truck.dump', 'C', 30)], 'C'],
  ]
  for (const [name, given, expected] of rows) it(name, () => assert.equal(leadingDistrict(given, ['truck.dump']), expected))
})
