import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { metresFrom } from './local-map.ts'
import { type Corner, outlineFault, placeAt, viewOf, zoomed } from './outline.ts'

const centre = { lon: 106.5, lat: 29.6 }

describe('a picture one draws on', () => {
  it('finds a place again by its metres', () => {
    const { east, north } = metresFrom(centre, placeAt(centre, 300, -120))
    assert.ok(Math.abs(east - 300) < 0.2 && Math.abs(north + 120) < 0.2)
  })
  it('shows everything, high or wide', () => {
    const high = viewOf(
      [
        [106.5, 29.5],
        [106.5, 29.6],
      ],
      0.5,
    )
    assert.equal(high.centre.lat, 29.55)
    assert.ok(high.acrossM * 0.5 >= 11_132)
    assert.equal(viewOf([[106.5, 29.6]], 0.5).acrossM, 200, 'a point is not zoomed into without end')
  })
  it('keeps the place under the finger where it is', () => {
    const view = { centre, acrossM: 4_000 }
    const finger = placeAt(centre, 1_000, 500)
    const next = zoomed(view, 0.5, finger)
    const { east, north } = metresFrom(next.centre, finger)
    assert.deepEqual([Math.round(east), Math.round(north), next.acrossM], [500, 250, 2_000])
    assert.equal(zoomed(view, 0.001).acrossM, 200)
  })
})

describe('an outline', () => {
  const square: Corner[] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ]
  it('has three corners and no crossed sides', () => {
    assert.equal(outlineFault(square), null)
    assert.equal(outlineFault(square.slice(0, 2)), 'few')
    assert.equal(outlineFault([square[0]!, square[2]!, square[1]!, square[3]!]), 'crossed')
  })
})
