/** Chunks that draw; everything else is about the maker (text, time, EXIF) or unknown, and goes. */
const drawing = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT'.split(' '))
const maxChunks = 20_000

/** A PNG without text, time and EXIF, and the TIFF block of its EXIF. Null when the structure does not hold (PNG 3rd edition, 5). */
export function cleanPng(bytes: Buffer): { bytes: Buffer; exif: Buffer | null } | null {
  const kept = [bytes.subarray(0, 8)]
  let exif: Buffer | null = null
  let data = false
  for (let at = 8, count = 0; count < maxChunks && at + 12 <= bytes.length; count++) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length || (count === 0) !== (type === 'IHDR')) return null
    if (type === 'IHDR' && (length !== 13 || bytes.readUInt32BE(at + 8) === 0 || bytes.readUInt32BE(at + 12) === 0)) return null
    if (type === 'IDAT') data = true
    if (type === 'eXIf') exif = bytes.subarray(at + 8, end - 4)
    if (drawing.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return data ? { bytes: Buffer.concat(kept), exif } : null
    at = end
  }
  return null
}
