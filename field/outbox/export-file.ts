import { photoById } from './db.ts'
import { isUnsent } from './machine.ts'
import type { OutItem } from './types.ts'

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result))
    reader.onerror = () => fail(reader.error ?? new Error('read'))
    reader.readAsDataURL(blob)
  })

/** The last rope: everything unsent with its photographs as one JSON file, to be carried by hand. Nothing is removed by it. */
export async function unsentFile(items: readonly OutItem[]): Promise<Blob> {
  const unsent = items.filter(isUnsent)
  const photos: Record<string, string> = {}
  for (const photo of unsent.flatMap((item) => item.photos)) {
    const kept = await photoById(photo.id)
    if (kept) photos[photo.id] = await dataUrl(kept.blob)
  }
  return new Blob([JSON.stringify({ format: 'zhili-unsent-1', items: unsent, photos }, null, 1)], { type: 'application/json' })
}

/** Name of that file, dated by the phone's own clock. */
export const unsentName = (): string => `zhili-unsent-${new Date().toISOString().slice(0, 10)}.json`

/** Hands a file to the person. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
