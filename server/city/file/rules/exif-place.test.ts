import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readExif } from './exif-place.ts'
import { madeTiff } from './made-photo.ts'

/** The made-up block with some bytes written over. */
function changed(at: number, hex: string): Buffer {
  const tiff = madeTiff()
  Buffer.from(hex, 'hex').copy(tiff, at)
  return tiff
}

describe('the place in a photo', () => {
  it('is read from degrees, minutes and seconds, with the orientation', () => {
    const read = readExif(madeTiff())
    assert.equal(read.orientation, 6)
    assert.ok(Math.abs(read.place!.lat - 29.61) < 1e-9 && Math.abs(read.place!.lon - 106.61) < 1e-9)
  })
  it('is south or west by its letter', () => {
    assert.ok(readExif(changed(48, '53')).place!.lat < 0)
    assert.ok(readExif(changed(72, '57')).place!.lon < 0)
  })
  it('is absent when the camera had no fix', () => {
    const tiff = madeTiff()
    for (const at of [92, 100, 108, 116, 124, 132]) tiff.writeUInt32BE(0, at)
    assert.equal(readExif(tiff).place, null)
  })

  const hostile: [string, Buffer][] = [
    ['of another byte order', changed(0, '5858')],
    ['pointing outside', changed(4, 'ffffffff')],
    ['whose GPS directory is its main directory', changed(30, '00000008')],
    ['whose GPS directory is the block itself', changed(30, '00000000')],
    ['with 65,535 entries', changed(38, 'ffff')],
    ['with a zero below the line', changed(96, '00000000')],
    ['beyond the pole', changed(92, '00000fff')],
    ['whose numbers lie outside', changed(60, '7fffffff')],
    ['with a letter that is none', changed(48, '00')],
    ['that is cut', madeTiff().subarray(0, 100)],
    ['of nothing', Buffer.alloc(0)],
  ]
  for (const [name, tiff] of hostile)
    it(`holds against a block ${name}`, () => {
      const { place, orientation } = readExif(tiff)
      assert.ok(place === null || (Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180))
      assert.ok(orientation >= 1 && orientation <= 8)
    })
})
