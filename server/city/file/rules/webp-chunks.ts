const drawing = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const maxChunks = 20_000
/** Bits of VP8X that announce EXIF (0x08) and XMP (0x04). */
const announced = 0x0c

/** A WebP without EXIF and XMP, and the TIFF block of its EXIF. Null when the structure does not hold (RFC 9649, 2). */
export function cleanWebp(bytes: Buffer): { bytes: Buffer; exif: Buffer | null } | null {
  const size = bytes.readUInt32LE(4) + 8
  if (size > bytes.length) return null
  const kept: Buffer[] = []
  let exif: Buffer | null = null
  let picture = false
  let at = 12
  for (let count = 0; at + 8 <= size; count++) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (count >= maxChunks || at + 8 + length > size) return null
    if (type === 'EXIF') exif = tiffOf(bytes.subarray(at + 8, at + 8 + length))
    if (type === 'VP8 ' || type === 'VP8L' || type === 'ANMF') picture = true
    if (drawing.has(type)) kept.push(chunk(bytes, type, at, length))
    at = end
  }
  if (!picture) return null
  const body = Buffer.concat(kept)
  const head = Buffer.alloc(12)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  head.write('WEBP', 8, 'latin1')
  return { bytes: Buffer.concat([head, body]), exif }
}

/** A copy of the chunk, padded to an even length even where the file forgot to. */
function chunk(bytes: Buffer, type: string, at: number, length: number): Buffer {
  const copy = Buffer.alloc(8 + length + (length % 2))
  bytes.copy(copy, 0, at, at + 8 + length)
  if (type === 'VP8X' && length >= 1) copy[8] = copy[8]! & ~announced
  return copy
}

const tiffOf = (block: Buffer): Buffer => (block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block)
