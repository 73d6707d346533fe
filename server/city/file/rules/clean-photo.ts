import type { CleanPhoto } from '../types.ts'
import { readExif } from './exif-place.ts'
import { exifOf, readJpeg, stripJpeg } from './jpeg-segments.ts'
import { cleanPng } from './png-chunks.ts'
import { sniff } from './sniff.ts'
import { cleanWebp } from './webp-chunks.ts'

/**
 * A photo ready to be kept: recognised by its content, its place read, then everything that tells about its maker taken out.
 * The picture is never decoded or made anew. Null when it is no JPEG, PNG or WebP, or one that does not hold together.
 */
export function cleanPhoto(bytes: Buffer): CleanPhoto | null {
  const kind = sniff(bytes)
  if (kind === 'image/jpeg') {
    const segments = readJpeg(bytes)
    if (!segments) return null
    const tiff = exifOf(bytes, segments)
    const exif = tiff ? readExif(tiff) : { orientation: 1, place: null }
    return { kind, bytes: stripJpeg(bytes, segments, exif.orientation), place: exif.place }
  }
  if (kind === null) return null
  const cleaned = kind === 'image/png' ? cleanPng(bytes) : cleanWebp(bytes)
  return cleaned && { kind, bytes: cleaned.bytes, place: cleaned.exif ? readExif(cleaned.exif).place : null }
}
