import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type NearLine, nearCameras } from './near-cameras.ts'

const at = (iso: string) => new Date(`2026-04-10T${iso}:00+08:00`)
const line = (name: string, lat: number, more: Partial<NearLine> = {}): NearLine => ({
  ...{ name, state: 'on', lon: 106.6, lat, seen_at: at('08:00') },
  ...{ picture: null, picture_at: null, picture_area: null, picture_event: null, ...more },
})
const looker = { lon: 106.6, lat: 29.6, event: 'e1', papers: true, judges: ['50/500105/'] }

describe('cameras near a case', () => {
  it('are those within 500 m, the nearest first', () => {
    const { rows: found, beyond } = nearCameras([line('b', 29.602), line('c', 29.6046), line('a', 29.5999)], looker)
    assert.equal(beyond, null, 'asked for where there is none nearer')
    assert.deepEqual(
      found.map(({ name, m }) => [name, m]),
      [
        ['a', 11],
        ['b', 222],
      ],
    )
    assert.equal(found[0]?.listedAt, '2026-04-10T00:00:00.000Z')
    assert.equal(found[0]?.picture, null)
  })

  it('are none where all are farther away, and the nearest of those is named', () => {
    const found = nearCameras([line('c', 29.6146), line('b', 29.609), line('d', 29.7)], looker)
    assert.deepEqual(found, { withinM: 500, rows: [], beyond: { name: 'b', state: 'on', m: 1001 } })
    assert.equal(nearCameras([line('d', 29.7)], looker).beyond, null)
  })

  it('give a picture only to who may open it anyway; when it was made stands there for all', () => {
    const file = (picture: Partial<NearLine>, by: Partial<typeof looker> = {}) =>
      nearCameras([line('a', 29.6, { picture: 'f1', picture_at: at('09:00'), ...picture })], { ...looker, ...by }).rows[0]
        ?.picture
    const own = { picture_area: '50/500105/500105005/' }
    assert.deepEqual(file(own), { at: '2026-04-10T01:00:00.000Z', file: 'f1' })
    assert.equal(file(own, { judges: ['50/500106/'] })?.file, null, 'another district')
    assert.equal(file(own, { judges: [] })?.file, null, 'nobody who judges')
    assert.deepEqual(file(own, { papers: false, judges: [] }), { at: '2026-04-10T01:00:00.000Z', file: null }, 'a wall’s machine')
    assert.equal(file({ ...own, picture_event: 'e1' })?.file, 'f1')
    assert.equal(file({ ...own, picture_event: 'e1' }, { judges: [] })?.file, 'f1', 'evidence of this case')
    assert.equal(file({ ...own, picture_event: 'e2' })?.file, null, 'evidence of another')
  })
})
