// Draws the app's icons without any library: `node field/static/make-icons.mjs`. The sign is the one of public/icon.svg:
// an octagon with a dot on ink. PNG by hand: signature, IHDR, one deflated IDAT, IEND.
import { writeFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'

const ink = [0x1b, 0x24, 0x30]
const white = [0xff, 0xff, 0xff]
const corners = [
  [24, 8],
  [40, 8],
  [56, 24],
  [56, 40],
  [40, 56],
  [24, 56],
  [8, 40],
  [8, 24],
]

/** Distance of a point (in the 64-field of the sign) to the octagon's line. */
function toOutline(x, y) {
  let least = 99
  for (let i = 0; i < corners.length; i++) {
    const [ax, ay] = corners[i]
    const [bx, by] = corners[(i + 1) % corners.length]
    const [dx, dy] = [bx - ax, by - ay]
    const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
    least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy))
  }
  return least
}

/** Share of white at a point: the outline 4 wide, the dot of radius 7; `soft` is half a pixel. */
const signAt = (x, y, soft) => {
  const cover = (inside) => Math.max(0, Math.min(1, 0.5 + inside / (2 * soft)))
  return Math.max(cover(2 - toOutline(x, y)), cover(7 - Math.hypot(x - 32, y - 32)))
}

/** Share of the rounded square; 1 everywhere for maskable icons, whose edge the phone cuts itself. */
function groundAt(x, y, soft, round) {
  if (!round) return 1
  const far = Math.hypot(Math.max(0, Math.abs(x - 32) - 22), Math.max(0, Math.abs(y - 32) - 22))
  return Math.max(0, Math.min(1, 0.5 + (10 - far) / (2 * soft)))
}

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const crc = (bytes) => {
  let c = 0xffffffff
  for (const byte of bytes) c = table[(c ^ byte) & 0xff] ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}
function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length)
  body.copy(out, 4)
  out.writeUInt32BE(crc(body), body.length + 4)
  return out
}

/** A square picture, 8 bits of red, green, blue, alpha. `zoom` < 1 leaves room round the sign (maskable: the inner 80 % is safe). */
function icon(size, { round, zoom }) {
  const rows = Buffer.alloc(size * (size * 4 + 1))
  const unit = 64 / size
  for (let py = 0; py < size; py++) {
    for (let px = 0; px < size; px++) {
      const [x, y] = [(px + 0.5) * unit, (py + 0.5) * unit]
      const light = signAt(32 + (x - 32) / zoom, 32 + (y - 32) / zoom, unit / (2 * zoom))
      const at = py * (size * 4 + 1) + 1 + px * 4
      for (let c = 0; c < 3; c++) rows[at + c] = Math.round(ink[c] + (white[c] - ink[c]) * light)
      rows[at + 3] = Math.round(255 * groundAt(x, y, unit / 2, round))
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const save = (name, bytes) => writeFileSync(new URL(name, import.meta.url), bytes)
save('icon-192.png', icon(192, { round: true, zoom: 1 }))
save('icon-512.png', icon(512, { round: true, zoom: 1 }))
save('icon-maskable-512.png', icon(512, { round: false, zoom: 0.8 }))
save('icon-apple-180.png', icon(180, { round: false, zoom: 0.9 }))
