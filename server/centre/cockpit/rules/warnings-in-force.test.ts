import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { warningsInForce } from './warnings-in-force.ts'

const row = (colour: 'red' | 'orange' | 'yellow' | 'blue', event: string, ...areas: string[]) => ({ colour, event, areas })

describe('warnings in force on a wall', () => {
  it('are one line for the same thing in the same colour, the gravest first, with in how many areas below', () => {
    const rows = [
      row('yellow', '暴雨', '50/500105/'),
      row('yellow', '暴雨', '50/500107/500107001/', '50/500107/500107002/'),
      row('blue', '大风', '50/500105/'),
      row('orange', '高温', '50/500103/'),
    ]
    assert.deepEqual(warningsInForce(rows, ['50/']), [
      { colour: 'orange', event: '高温', places: 1 },
      { colour: 'yellow', event: '暴雨', places: 2 },
      { colour: 'blue', event: '大风', places: 1 },
    ])
  })
  it('of the place itself or of what lies around it are of all of it', () => {
    for (const area of ['50/', '50/500105/'])
      assert.equal(warningsInForce([row('red', '暴雨', area, '50/500105/500105001/')], ['50/500105/'])[0]?.places, null, area)
  })
  it('of a zone count its towns, and nothing outside the place is counted', () => {
    const zone = ['50/500112/500112001/', '50/500112/500112002/']
    const found = warningsInForce([row('blue', '大雾', '50/500112/500112001/500112001001/', '50/500107/')], zone)
    assert.deepEqual(found, [{ colour: 'blue', event: '大雾', places: 1 }])
    assert.deepEqual(warningsInForce([], zone), [])
  })
})
