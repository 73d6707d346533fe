/** A segment with its marker, and for a scan (SOS) its compressed data too; `start` and `end` are offsets in the file. */
export type Segment = { marker: number; start: number; body: number; end: number }

/** A photo of a phone has about 20; a file of nothing but segments is an attack on our memory. */
const maxSegments = 2_000

/**
 * The segments of a JPEG between its first and its last marker (ITU T.81, annex B). Null when it is not one: a length that leads
 * outside, no picture size, no scan, or no end. What follows the end marker is not part of it.
 */
export function readJpeg(bytes: Buffer): Segment[] | null {
  const segments: Segment[] = []
  let at = 2
  let sized = false
  let scans = 0
  while (segments.length < maxSegments) {
    const start = at
    if (bytes[at] !== 0xff) return null
    while (bytes[at] === 0xff) at++
    const marker = bytes[at++]
    if (marker === undefined || marker < 0xc0) return null
    if (marker === 0xd9) return sized && scans > 0 ? segments : null
    if (marker >= 0xd0 && marker <= 0xd8) return null
    if (at + 2 > bytes.length) return null
    const length = bytes.readUInt16BE(at)
    const body = at + 2
    at += length
    if (length < 2 || at > bytes.length) return null
    if (isFrame(marker)) sized = length >= 8 && bytes.readUInt16BE(body + 1) > 0 && bytes.readUInt16BE(body + 3) > 0
    if (marker === 0xda) {
      scans++
      at = scanEnd(bytes, at)
    }
    segments.push({ marker, start, body, end: at })
  }
  return null
}

/** SOF0–SOF15 hold the picture's size; C4, C8 and CC in their midst are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Where compressed data end: at the first marker that is neither a stuffed zero nor a restart. */
function scanEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) break
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** The TIFF block of the first EXIF segment, or null. */
export function exifOf(bytes: Buffer, segments: Segment[]): Buffer | null {
  const found = segments.find((segment) => segment.marker === 0xe1 && startsWith(bytes, segment, 'Exif\0\0'))
  return found ? bytes.subarray(found.body + 6, found.end) : null
}

/**
 * The picture without EXIF, XMP, IPTC, comments, previews and anything after its end (phones append whole films with their places).
 * Kept are the picture itself, JFIF, the colour profile and Adobe's colour transform. A turned photo keeps its orientation, alone.
 */
export function stripJpeg(bytes: Buffer, segments: Segment[], orientation: number): Buffer {
  const kept = segments
    .filter((segment) => isPicture(bytes, segment))
    .map((segment) => bytes.subarray(segment.start, segment.end))
  const jfif = kept[0]?.[1] === 0xe0 ? 1 : 0
  if (orientation !== 1) kept.splice(jfif, 0, orientationSegment(orientation))
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...kept, Buffer.from([0xff, 0xd9])])
}

function isPicture(bytes: Buffer, segment: Segment): boolean {
  if (segment.marker === 0xe0) return startsWith(bytes, segment, 'JFIF\0')
  if (segment.marker === 0xe2) return startsWith(bytes, segment, 'ICC_PROFILE\0')
  if (segment.marker === 0xee) return startsWith(bytes, segment, 'Adobe')
  return segment.marker < 0xe0
}

const startsWith = (bytes: Buffer, segment: Segment, text: string): boolean =>
  segment.end - segment.body >= text.length && bytes.toString('latin1', segment.body, segment.body + text.length) === text

/** An EXIF segment with nothing but tag 0x0112. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  tiff.writeUInt16BE(orientation, 18)
  const head = Buffer.from([0xff, 0xe1, 0, 2 + 6 + tiff.length])
  return Buffer.concat([head, Buffer.from('Exif\0\0', 'latin1'), tiff])
}
