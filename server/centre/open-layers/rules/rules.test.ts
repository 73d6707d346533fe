import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Box, Geometry } from '../types.ts'
import { meetsBox } from './meets-box.ts'
import { readItemsQuery, readPlainQuery } from './query.ts'

const read = (query: string) => {
  const asked = readItemsQuery(query)
  return asked.ok ? asked.value : asked.refusal.details!.path
}

it('elsewhere nothing but the format is asked', () => {
  assert.ok(readPlainQuery('').ok && readPlainQuery('f=json').ok)
  assert.ok(!readPlainQuery('x=1').ok && !readPlainQuery('f=html').ok && !readPlainQuery('limit=1').ok)
})

describe('what items are asked for', () => {
  it('has a usual number, at most a thousand', () => {
    assert.deepEqual(read(''), { box: null, span: null, limit: 100, cursor: null })
    assert.deepEqual(
      ['limit=7', 'limit=100000'].map((query) => (read(query) as { limit: number }).limit),
      [7, 1_000],
    )
    for (const query of ['limit=0', 'limit=-1', 'limit=a', 'limit=']) assert.equal(read(query), '/limit', query)
  })
  it('takes boxes of four numbers and of six, and those across the 180th meridian', () => {
    const box = { west: 106, south: 29, east: 107, north: 30 }
    assert.deepEqual(
      ['bbox=106,29,107,30', 'bbox=106,29,0,107,30,9'].map((query) => (read(query) as { box: Box }).box),
      [box, box],
    )
    assert.ok(typeof read('bbox=170,-10,-170,10') === 'object')
    for (const query of [
      'bbox=1,2,3',
      'bbox=1,2,3,4,5',
      'bbox=a,b,c,d',
      'bbox=,,,',
      'bbox=0,10,1,9',
      'bbox=0,91,1,92',
      'bbox=-181,0,1,1',
    ])
      assert.equal(read(query), '/bbox', query)
  })
  it('takes moments, days and intervals with open ends', () => {
    const span = (text: string) => {
      const asked = read(`datetime=${text}`)
      return typeof asked === 'object' ? [asked.span!.from?.toISOString() ?? null, asked.span!.to?.toISOString() ?? null] : asked
    }
    assert.deepEqual(span('2026-03-02T09:30:00%2B08:00'), ['2026-03-02T01:30:00.000Z', '2026-03-02T01:30:00.000Z'])
    assert.deepEqual(
      span('2026-03-02T09:30:00+08:00'),
      ['2026-03-02T01:30:00.000Z', '2026-03-02T01:30:00.000Z'],
      'a plus that became a blank',
    )
    assert.deepEqual(span('2026-03-02'), ['2026-03-02T00:00:00.000Z', '2026-03-02T23:59:59.999Z'])
    assert.deepEqual(span('../2026-03-02'), [null, '2026-03-02T23:59:59.999Z'])
    assert.deepEqual(span('2026-03-02/'), ['2026-03-02T00:00:00.000Z', null])
    assert.deepEqual(span('../..'), [null, null])
    for (const text of ['', '..', 'now', '2026-02-30', '2026-03-02/2026-03-01', '1/2/3', '2026-03-02T09:30:00'])
      assert.equal(span(text), '/datetime', text)
  })
  it('is refused with words nobody knows', () => {
    assert.equal(read('colour=red'), '/query')
    assert.equal(read('f=html'), '/f')
    assert.ok(typeof read('f=json') === 'object')
  })
})

describe('a geometry and a box', () => {
  const square = (west: number, south: number, east: number, north: number): [number, number][] => [
    ...([
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as [number, number][]),
  ]
  const area: Geometry = { type: 'MultiPolygon', coordinates: [[square(0, 0, 10, 10), square(4, 4, 6, 6)]] }
  const box = (west: number, south: number, east: number, north: number): Box => ({ west, south, east, north })
  it('meet when one holds the other, or a border goes through', () => {
    assert.ok(meetsBox(area, box(-1, -1, 11, 11)))
    assert.ok(meetsBox(area, box(1, 1, 2, 2)))
    assert.ok(meetsBox(area, box(3, -5, 4, 15)), 'a strip across')
    assert.ok(meetsBox(area, box(4.5, 4.5, 8, 8)), 'over the border of the hole')
  })
  it('do not beside each other, nor in a hole', () => {
    assert.ok(!meetsBox(area, box(11, 0, 12, 10)))
    assert.ok(!meetsBox(area, box(4.5, 4.5, 5.5, 5.5)))
    assert.ok(
      !meetsBox(
        {
          type: 'MultiPolygon',
          coordinates: [
            [
              [
                [0, 0],
                [10, 10],
                [0, 10],
                [0, 0],
              ],
            ],
          ],
        },
        box(8, 0, 9, 5),
      ),
      'only the boxes of both meet',
    )
  })
  it('of a point is the border’s too, also across the 180th meridian', () => {
    assert.ok(meetsBox({ type: 'Point', coordinates: [0, 5] }, box(0, 0, 10, 10)))
    assert.ok(meetsBox({ type: 'Point', coordinates: [-175, 5] }, box(170, 0, -170, 10)))
    assert.ok(!meetsBox({ type: 'Point', coordinates: [0, 5] }, box(170, 0, -170, 10)))
  })
})
