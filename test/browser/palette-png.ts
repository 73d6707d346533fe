import { inflateSync } from 'node:zlib'
import { pngSignature, writePng } from '../../server/city/file/png.ts'

/** Colours a PNG with a palette may have (PNG 3rd edition, 11.2.2: eight bits an index). */
const mostColours = 256
/** Colours are counted by their upper five bits a channel: what is nearer than that looks the same in a picture of a screen. */
const bits = 5

/** Pixels of a picture, three bytes each: red, green, blue. */
export type Pixels = { width: number; height: number; rgb: Buffer }
/** Colours that are near each other: how often they came, and their sums. */
type Bin = { key: number; count: number; sum: [number, number, number] }

/**
 * The same picture with a palette of 256 colours at most, a third of the size for a picture of a screen. Takes what Chromium writes:
 * PNG of eight bits a channel, RGB or RGBA without transparency, not interlaced; throws on anything else.
 */
export function palettePng(png: Buffer): Buffer {
  const { width, height, rgb } = pixelsOf(png)
  const bins = countColours(rgb)
  const boxes = cutByMedian([...bins.values()])
  const colours = boxes.map(meanOf)
  const indexOf = new Map(boxes.flatMap((box, index) => box.map(({ key }) => [key, index] as const)))
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) rows[y * (width + 1) + 1 + x] = indexOf.get(keyOf(rgb, at))!
  return writePng({ width, height, rows, colours: { palette: Buffer.from(colours.flat()) }, level: 9 })
}

/** The pixels of a PNG as `palettePng` takes it, or writes it. */
export function pixelsOf(png: Buffer): Pixels {
  const parts = partsOf(png)
  const head = parts.get('IHDR')
  if (!head || !png.subarray(0, 8).equals(pngSignature)) throw new Error('no PNG')
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  const [depth, kind, , , interlaced] = head.subarray(8)
  const channels = { 2: 3, 3: 1, 6: 4 }[kind!]
  if (depth !== 8 || !channels || interlaced) throw new Error(`a PNG of depth ${depth}, kind ${kind}, interlace ${interlaced}`)
  const raw = unfiltered(inflateSync(parts.get('IDAT')!), width * channels, channels)
  const palette = parts.get('PLTE')
  const rgb = Buffer.alloc(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    const [from, at] = palette ? [palette, raw[i]! * 3] : [raw, i * channels]
    if (channels === 4 && raw[at + 3] !== 255) throw new Error('a PNG with transparent pixels')
    from.copy(rgb, i * 3, at, at + 3)
  }
  return { width, height, rgb }
}

/** The bodies of the chunks by their type, those of one type joined. */
function partsOf(png: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>()
  for (let at = 8; at + 12 <= png.length; at += 12 + png.readUInt32BE(at)) {
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
    const before = parts.get(type)
    parts.set(type, before ? Buffer.concat([before, body]) : body)
  }
  return parts
}

/** Takes the filters off the rows (PNG 3rd edition, 9.2); `wide`: bytes of a row, `step`: of a pixel. */
function unfiltered(rows: Buffer, wide: number, step: number): Buffer {
  const height = rows.length / (wide + 1)
  const made = Buffer.alloc(height * wide)
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (wide + 1)]!
    for (let x = 0, at = y * wide; x < wide; x++, at++) {
      const left = x < step ? 0 : made[at - step]!
      const up = y === 0 ? 0 : made[at - wide]!
      const corner = x < step || y === 0 ? 0 : made[at - wide - step]!
      const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter]
      if (guess === undefined) throw new Error(`filter ${filter} in a PNG`)
      made[at] = rows[y * (wide + 1) + 1 + x]! + guess
    }
  }
  return made
}

/** Paeth's choice among three neighbours. */
function nearest(left: number, up: number, corner: number): number {
  const sum = left + up - corner
  const [byLeft, byUp, byCorner] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)]
  if (byLeft <= byUp && byLeft <= byCorner) return left
  return byUp <= byCorner ? up : corner
}

const keyOf = (rgb: Buffer, at: number): number =>
  ((rgb[at]! >> (8 - bits)) << (2 * bits)) | ((rgb[at + 1]! >> (8 - bits)) << bits) | (rgb[at + 2]! >> (8 - bits))

function countColours(rgb: Buffer): Map<number, Bin> {
  const bins = new Map<number, Bin>()
  for (let at = 0; at < rgb.length; at += 3) {
    const key = keyOf(rgb, at)
    const bin: Bin = bins.get(key) ?? { key, count: 0, sum: [0, 0, 0] }
    if (bin.count++ === 0) bins.set(key, bin)
    for (let c = 0; c < 3; c++) bin.sum[c]! += rgb[at + c]!
  }
  return bins
}

const meanOf = (box: readonly Bin[]): number[] => {
  const count = box.reduce((all, bin) => all + bin.count, 0)
  return [0, 1, 2].map((c) => Math.round(box.reduce((all, bin) => all + bin.sum[c]!, 0) / count))
}

/** How wide a box of colours is, by its widest channel. */
function spreadOf(box: readonly Bin[]): { channel: number; spread: number } {
  const spreads = [0, 1, 2].map((channel) => {
    const values = box.map((bin) => bin.sum[channel]! / bin.count)
    return { channel, spread: Math.max(...values) - Math.min(...values) }
  })
  return spreads.reduce((most, one) => (one.spread > most.spread ? one : most))
}

/** Heckbert's median cut, by where colours lie and not how often they come: a small red badge keeps its red beside a large map. */
function cutByMedian(all: Bin[]): Bin[][] {
  const boxes = [{ box: all, ...spreadOf(all) }]
  while (boxes.length < mostColours) {
    const widest = boxes.reduce((most, one) => (one.spread > most.spread ? one : most))
    if (widest.spread === 0) break
    const { box, channel } = widest
    const sorted = box.toSorted((a, b) => a.sum[channel]! / a.count - b.sum[channel]! / b.count)
    const halves = [sorted.slice(0, sorted.length >> 1), sorted.slice(sorted.length >> 1)]
    boxes.splice(boxes.indexOf(widest), 1, ...halves.map((half) => ({ box: half, ...spreadOf(half) })))
  }
  return boxes.map(({ box }) => box)
}
