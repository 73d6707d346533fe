import { newPhoto } from '../scenario/septic.ts'

/** What the phone's camera hands over: a picture a browser can read, another one each time. */
export const madePhoto = (name = 'photo.jpg'): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'image/jpeg',
  buffer: newPhoto(),
})
