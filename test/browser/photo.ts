import { jpeg } from '../scenario/septic.ts'

/** What the phone's camera hands over: a picture a browser can read. */
export const madePhoto = (name = 'photo.jpg'): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'image/jpeg',
  buffer: jpeg,
})
