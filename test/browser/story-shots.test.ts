import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, it } from 'node:test'
import { writePng } from '../../server/city/file/png.ts'
import { palettePng, pixelsOf } from './palette-png.ts'
import { fitting, mostBytes, shotsFolder } from './story-shots.ts'

type Colour = [number, number, number]

const [width, height] = [600, 500]

/** A PNG of RGB as a browser writes it, its rows filtered by `filter` (0 none, 1 left, 2 up). */
function pictureOf(colourAt: (x: number, y: number) => Colour, filter = 0): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1))
  const at = (x: number, y: number, c: number) => (x < 0 || y < 0 ? 0 : colourAt(x, y)[c]!)
  for (let y = 0; y < height; y++) {
    rows[y * (width * 3 + 1)] = filter
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        const before = filter === 1 ? at(x - 1, y, c) : filter === 2 ? at(x, y - 1, c) : 0
        rows[y * (width * 3 + 1) + 1 + x * 3 + c] = at(x, y, c) - before
      }
  }
  return writePng({ width, height, rows, colours: 'rgb' })
}

const flag = (x: number, y: number) => (y < 20 && x < 20 ? ([200, 30, 40] as Colour) : ([246, 247, 249] as Colour))
/** Every pixel another colour, in no order, as no picture of a screen has them. */
const chance = createHash('shake256', { outputLength: width * height * 3 })
  .update('noise')
  .digest()
const noise = (x: number, y: number) => [...chance.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)] as Colour

describe('the pictures of the guides', () => {
  it('are each at most 250 KB', () => {
    const names = readdirSync(shotsFolder)
    assert.ok(names.length > 0)
    const large = names.filter((name) => statSync(`${shotsFolder}${name}`).size > mostBytes)
    assert.deepEqual(large, [])
  })
  it('are what they are called', () => {
    for (const name of readdirSync(shotsFolder)) {
      assert.match(name, /^[a-z]+-\d+-[a-z-]+\.png$/)
      assert.equal(readFileSync(`${shotsFolder}${name}`).toString('latin1', 1, 4), 'PNG', name)
    }
  })
})

describe('a picture with a palette', () => {
  for (const filter of [0, 1, 2])
    it(`keeps flat colours as they are, a small one too (filter ${filter})`, () => {
      const { rgb, ...size } = pixelsOf(palettePng(pictureOf(flag, filter)))
      assert.deepEqual(size, { width, height })
      const colour = (x: number, y: number) => [...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]
      assert.deepEqual(
        [colour(19, 19), colour(20, 19), colour(599, 499)],
        [
          [200, 30, 40],
          [246, 247, 249],
          [246, 247, 249],
        ],
      )
    })
  it('strays little where there are more colours than it can have', () => {
    const even = (x: number, y: number) => [Math.floor(x / 2) & 255, y & 255, (x + y) & 255] as Colour
    const [was, is] = [pixelsOf(pictureOf(even)).rgb, pixelsOf(palettePng(pictureOf(even))).rgb]
    const off = was.reduce((sum, value, i) => sum + Math.abs(value - is[i]!), 0) / was.length
    assert.ok(off < 12, `${off} of 255 on average`)
  })
  it('is made only of one that is too large, and refused when that is not enough', () => {
    const small = pictureOf(flag)
    assert.equal(fitting(small, 'small'), small)
    const half = pictureOf((x, y) => (x < width / 2 ? noise(x, y) : [0, 0, 0]))
    assert.ok(half.length > mostBytes)
    assert.ok(fitting(half, 'half').length <= mostBytes)
    assert.throws(() => fitting(pictureOf(noise), 'whole'), /^Error: whole: \d+ bytes with a palette, at most 256000$/)
    assert.throws(() => palettePng(Buffer.from('GIF89a')), /no PNG/)
  })
})
