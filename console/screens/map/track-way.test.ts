import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ObjectTrack } from '../../../contract/track.ts'
import { headAt, trackFeatures } from './track-way.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 3, 10, 8, minute)).toISOString()
const point = (minute: number, lon: number, load: number | null = 0) => ({ at: at(minute), lon, lat: 31, speed: 30, load })
const track: ObjectTrack = {
  ...{ object: 't', name: '渝X00001', from: at(0), to: at(59), at: at(59), gapS: 120, newest: at(41), positions: 6, every: 1 },
  speed: { name: { zh: '车速', en: 'Speed' }, unit: 'km/h' },
  load: { name: { zh: '装载', en: 'Load' }, unit: '%', loaded: 50, empty: 10 },
  stretches: [
    [point(10, 105), point(11, 105.1), point(12, 105.2, 90), point(13, 105.3, 90)],
    [point(40, 106, null), point(41, 106.1, null)],
  ],
}
const head = (minute: number) => headAt(track, Date.parse(at(minute)))

describe('the head of a track', () => {
  it('moves between two positions, tells of the last one', () => {
    const half = headAt(track, Date.parse(at(10)) + 30_000)
    assert.ok(half.state === 'on-way' && Math.abs(half.lon - 105.05) < 1e-9 && half.point.at === at(10))
  })
  it('stands in a gap where it was last, and says since when and until when', () => {
    const gap = head(20)
    assert.deepEqual(gap.state === 'gap' && [gap.lon, gap.since, gap.back], [105.3, at(13), at(40)])
    const end = head(50)
    assert.deepEqual(end.state === 'gap' && [end.since, end.back], [at(41), null])
    assert.deepEqual(head(5), { state: 'before' })
  })
})

describe('the line of a track', () => {
  it('has no piece across a gap, and changes where the load does', () => {
    const { features } = trackFeatures(track, Date.parse(at(20)))
    const lines = features.flatMap(({ geometry, properties }) =>
      geometry.type === 'LineString' ? [[properties?.load, geometry.coordinates.map(([lon]) => lon)]] : [],
    )
    assert.deepEqual(lines, [
      ['empty', [105, 105.1, 105.2]],
      ['loaded', [105.2, 105.3]],
      ['unknown', [106, 106.1]],
    ])
    assert.deepEqual(features.at(-1)!.properties, { state: 'gap', load: 'loaded' })
  })
})
