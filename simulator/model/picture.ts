import { chance } from './chance.ts'

/** Red, green, blue, 0–255 each. */
type Colour = readonly [number, number, number]
export type Scenery = 'cordon' | 'lid-open' | 'lid-closed' | 'street' | 'truck'

const columns = 80
const rows = 60

/**
 * A small JPEG, 640 × 480, made of 8 × 8 tiles: plainly a drawing, so that nobody takes it for a photo of a real place. Every seed gives
 * another picture, hence another hash. Baseline, DC values only (JFIF, ITU-T T.81).
 */
export function drawPicture(seed: string, scenery: Scenery): Buffer {
  const dice = chance(`${seed}:picture:${scenery}`)
  const tone = dice.between(-18, 18)
  const grain = (): number => dice.between(-7, 7)
  const tiles = Array.from({ length: rows * columns }, (_, i) => {
    const [r, g, b] = paint(scenery, i % columns, Math.floor(i / columns))
    const change = tone + grain()
    return [r + change, g + change, b + change] as const
  })
  return Buffer.concat([headers(), scanOf(tiles), Buffer.from([0xff, 0xd9])])
}

function paint(scenery: Scenery, x: number, y: number): Colour {
  const far = Math.hypot((x - 40) * 0.75, y - 34)
  if (scenery === 'truck') return paintTruck(x, y)
  if (scenery === 'street') return y < 22 ? [150, 175, 195] : (x + y) % 14 === 0 ? [205, 200, 190] : [120, 120, 118]
  if (scenery === 'cordon' && y > 26 && y < 31) return Math.floor(x / 4) % 2 === 0 ? [205, 50, 45] : [235, 235, 230]
  if (far < 14) return scenery === 'lid-open' ? [28, 30, 32] : (x + y) % 3 === 0 ? [92, 96, 100] : [112, 116, 120]
  if (far < 17) return [78, 80, 84]
  return y < 14 ? [108, 132, 92] : [168, 160, 146]
}

/** A tipper from the side on a road: box with its heap, cab, wheels. */
function paintTruck(x: number, y: number): Colour {
  const wheel = (cx: number): boolean => Math.hypot(x - cx, y - 45) < 4
  if (wheel(24) || wheel(33) || wheel(58)) return [34, 34, 36]
  if (x > 52 && x < 65 && y > 27 && y < 44) return y < 34 && x > 57 ? [150, 190, 210] : [198, 120, 40]
  if (x > 15 && x < 51 && y > 24 && y < 43) return x % 7 === 0 ? [150, 92, 32] : [182, 112, 40]
  if (y <= 24 && y > 24 - 7 * Math.cos((x - 33) / 12) && x > 15 && x < 51) return [112, 84, 58]
  if (y > 48) return (x + y) % 26 < 2 ? [210, 205, 190] : [96, 96, 98]
  return y < 22 ? [158, 182, 200] : [136, 142, 128]
}

const segment = (marker: number, bytes: readonly number[]): Buffer =>
  Buffer.from([0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes])

/** How many codes there are of each length 1…16, and their symbols: Annex K.3 for the DC values, and "end of block" alone for the rest. */
const dcCounts = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0] as const
const dcSymbols = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const
const acCounts = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] as const

function headers(): Buffer {
  const [width, height] = [columns * 8, rows * 8]
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 8)]),
    segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]),
    segment(0xc4, [0x00, ...dcCounts, ...dcSymbols]),
    segment(0xc4, [0x10, ...acCounts, 0]),
    segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
  ])
}

/** Code and length of each DC size class, made from the counts as the standard tells (Annex C). */
const dcCodes: readonly (readonly [code: number, length: number])[] = (() => {
  const codes: [number, number][] = []
  let code = 0
  dcCounts.forEach((count, i) => {
    for (let n = 0; n < count; n++) codes.push([code++, i + 1])
    code <<= 1
  })
  return codes
})()

function scanOf(tiles: readonly Colour[]): Buffer {
  const bytes: number[] = []
  let [held, bits] = [0, 0]
  const put = (value: number, length: number): void => {
    for (let i = length - 1; i >= 0; i--) {
      held = (held << 1) | ((value >> i) & 1)
      if (++bits < 8) continue
      bytes.push(held)
      if (held === 0xff) bytes.push(0)
      ;[held, bits] = [0, 0]
    }
  }
  const before = [0, 0, 0]
  for (const tile of tiles) {
    toYcc(tile).forEach((level, i) => {
      const difference = level - (before[i] ?? 0)
      before[i] = level
      const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference))
      const [code, length] = dcCodes[size] ?? [0, 0]
      put(code, length)
      put(difference > 0 ? difference : difference + (1 << size) - 1, size)
      put(0, 1)
    })
  }
  put(0x7f, 7)
  return Buffer.from(bytes)
}

/** JFIF colours; with a quantiser of 8 the DC value of an even tile is its level minus 128. */
function toYcc([r, g, b]: Colour): number[] {
  const light = 0.299 * r + 0.587 * g + 0.114 * b - 128
  return [light, 0.564 * (b - light - 128), 0.713 * (r - light - 128)].map((value) =>
    Math.max(-128, Math.min(127, Math.round(value))),
  )
}
