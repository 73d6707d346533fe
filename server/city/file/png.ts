import { crc32, deflateSync } from 'node:zlib'

/** The first eight bytes of every PNG. */
export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

/** Rows of pixels, each behind the byte of its filter; `level`: how hard they are pressed. A palette has three bytes a colour. */
export type PngRows = {
  width: number
  height: number
  rows: Buffer
  colours: 'grey' | 'rgb' | { palette: Buffer }
  level?: number
}

/** A PNG of eight bits a sample, not interlaced (PNG 3rd edition, 5 and 11). The same rows give the same bytes. */
export function writePng({ width, height, rows, colours, level }: PngRows): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, colours === 'grey' ? 0 : colours === 'rgb' ? 2 : 3, 0, 0, 0], 8)
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', head),
    ...(typeof colours === 'string' ? [] : [chunk('PLTE', colours.palette)]),
    chunk('IDAT', deflateSync(rows, level === undefined ? {} : { level })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const made = Buffer.alloc(named.length + 8)
  made.writeUInt32BE(body.length, 0)
  named.copy(made, 4)
  made.writeUInt32BE(crc32(named), named.length + 4)
  return made
}
