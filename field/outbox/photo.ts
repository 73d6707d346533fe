import { putPhoto } from './db.ts'
import { newId } from './new-id.ts'
import type { OutPhoto } from './types.ts'

/** Longest edge of what is sent (ODK's "medium", about 400 KB) and of the small picture in lists, in pixels. */
export const longestEdge = 2048
const thumbEdge = 320

/** Width and height that fit into `edge`, never enlarged. */
export function fitInto(width: number, height: number, edge: number): { width: number; height: number } {
  const scale = Math.min(1, edge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

async function drawn(image: ImageBitmap, edge: number, quality: number): Promise<Blob> {
  const size = fitInto(image.width, image.height, edge)
  const canvas = document.createElement('canvas')
  canvas.width = size.width
  canvas.height = size.height
  canvas.getContext('2d')?.drawImage(image, 0, 0, size.width, size.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
  if (!blob) throw new Error('photo')
  return blob
}

async function sha256(blob: Blob): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return Array.from(new Uint8Array(hash), (b) => b.toString(16).padStart(2, '0')).join('')
}

/**
 * Makes a photograph ready to send and keeps it on the phone: turned upright, longest edge 2048 px, a small one beside it, hash
 * reckoned where the page may. Drawing it anew leaves all of the camera's data behind (place, serial number). Throws when the
 * picture cannot be read or the phone is full.
 */
export async function takePhoto(file: Blob, takenAt: string): Promise<OutPhoto> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const blob = await drawn(image, longestEdge, 0.82)
    const photo = { id: newId(), blob, thumb: await drawn(image, thumbEdge, 0.7) }
    await putPhoto(photo)
    return { id: photo.id, size: blob.size, sha256: await sha256(blob), file: null, sent: 0, takenAt }
  } finally {
    image.close()
  }
}
