import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stillStand } from './still-stands.ts'

/** Changes of a place as they came, each `before>after`; shown are those that still stand. */
const left = (came: readonly string[]): string[] =>
  stillStand(
    came.toReversed().map((said) => {
      const [of = '', before = '', after = ''] = said.split(/[:>]/)
      return { said, held: { of, before, after } }
    }),
  ).map(({ said }) => said)

describe('a change of what an action names', () => {
  it('stands as long as it is not set back', () => {
    assert.deepEqual(left(['city:10m>15m']), ['city:10m>15m'])
    assert.deepEqual(left(['city:10m>15m', 'city:15m>20m']), ['city:15m>20m', 'city:10m>15m'])
  })

  it('that was set back shows nothing, nor does setting it back', () => {
    assert.deepEqual(left(['city:10m>15m', 'city:15m>10m']), [])
    assert.deepEqual(left(['city:10m>15m', 'city:15m>20m', 'city:20m>10m']), [])
    assert.deepEqual(left(['city:10m>15m', 'city:15m>20m', 'city:20m>15m']), ['city:20m>15m', 'city:10m>15m'])
    assert.deepEqual(left(['city:10m>15m', 'city:15m>10m', 'city:10m>20m']), ['city:10m>20m', 'city:15m>10m', 'city:10m>15m'])
  })

  it('in one place says nothing of another', () => {
    assert.deepEqual(left(['city:10m>15m', 'd:10m>15m', 'city:15m>10m']), ['d:10m>15m'])
  })

  it('that cannot be set back stays', () => {
    assert.equal(stillStand([{}, {}]).length, 2)
  })
})
