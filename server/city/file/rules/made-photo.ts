/** Made-up photos for tests: right in structure, drawn by nobody. */

/** One JPEG segment: marker, length, body. */
export function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

const frame = segment(0xc0, Buffer.from([8, 0, 16, 0, 16, 1, 1, 0x11, 0]))
const scan = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
])

/** A JPEG of 16 × 16 with these segments before its picture; `padding` bytes of picture data, `tail` after its end. */
export function madeJpeg(before: Buffer[] = [], padding = 0, tail = Buffer.alloc(0)): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...before,
    frame,
    scan,
    Buffer.alloc(padding, 0x5a),
    Buffer.from([0xff, 0xd9]),
    tail,
  ])
}

export const jfif = segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1'))
export const exifSegment = (tiff: Buffer): Buffer => segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))

/** A big-endian TIFF block: orientation 6, and a GPS directory at 29°36'36" N, 106°36'36" E (寸滩 by rounding). */
export function madeTiff(): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 24 + 4 + 2 + 48 + 4 + 48)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(2, 8)
  entry(tiff, 10, [0x0112, 3, 1])
  tiff.writeUInt16BE(6, 18)
  entry(tiff, 22, [0x8825, 4, 1])
  tiff.writeUInt32BE(38, 30)
  tiff.writeUInt16BE(4, 38)
  entry(tiff, 40, [1, 2, 2])
  tiff.write('N', 48, 'latin1')
  entry(tiff, 52, [2, 5, 3])
  tiff.writeUInt32BE(92, 60)
  entry(tiff, 64, [3, 2, 2])
  tiff.write('E', 72, 'latin1')
  entry(tiff, 76, [4, 5, 3])
  tiff.writeUInt32BE(116, 84)
  const rationals = [29, 1, 36, 1, 3600, 100, 106, 1, 36, 1, 3600, 100]
  rationals.forEach((value, i) => {
    tiff.writeUInt32BE(value, 92 + i * 4)
  })
  return tiff
}

function entry(tiff: Buffer, at: number, [tag, type, count]: [number, number, number]): void {
  tiff.writeUInt16BE(tag, at)
  tiff.writeUInt16BE(type, at + 2)
  tiff.writeUInt32BE(count, at + 4)
}

/** One PNG chunk; its check sum is left zero, nobody here reads it. */
export function pngChunk(type: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + body.length)
  chunk.writeUInt32BE(body.length, 0)
  chunk.write(type, 4, 'latin1')
  body.copy(chunk, 8)
  return chunk
}

export function madePng(extra: Buffer[] = []): Buffer {
  const head = Buffer.from('89504e470d0a1a0a', 'hex')
  const size = Buffer.from('00000010000000100802000000', 'hex')
  return Buffer.concat([
    head,
    pngChunk('IHDR', size),
    ...extra,
    pngChunk('IDAT', Buffer.from([1, 2, 3])),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

export function webpChunk(type: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(8 + body.length + (body.length % 2))
  chunk.write(type, 0, 'latin1')
  chunk.writeUInt32LE(body.length, 4)
  body.copy(chunk, 8)
  return chunk
}

export function madeWebp(extra: Buffer[] = []): Buffer {
  const body = Buffer.concat([
    webpChunk('VP8X', Buffer.from([0x0c, 0, 0, 0, 15, 0, 0, 15, 0, 0])),
    webpChunk('VP8 ', Buffer.from([1, 2, 3])),
    ...extra,
  ])
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}
