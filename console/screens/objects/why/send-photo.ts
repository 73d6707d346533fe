import type { z } from 'zod'
import type { FileState } from '../../../../contract/report.ts'
import { request } from '../../../../ui/api.ts'

/** What the server takes of a photo, whole and at once. */
export const mostPhotoBytes = 10 * 1_048_576
const pieceBytes = 256 * 1024

/** Sends a photo piece by piece and answers its id; `told` hears how much is there, 0 … 1. Throws ApiError. */
export async function sendPhoto(photo: Blob, told: (share: number) => void): Promise<string> {
  let file = await request<z.infer<typeof FileState>>('POST', '/files', { body: { size: photo.size } })
  while (!file.complete) {
    const offset = file.received
    const body = photo.slice(offset, offset + pieceBytes, 'application/octet-stream')
    file = await request<z.infer<typeof FileState>>('PUT', `/files/${file.id}`, { query: { offset }, body })
    told(file.received / photo.size)
  }
  return file.id
}
