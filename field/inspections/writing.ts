import type { InspectionItem } from '../../contract/inspection.ts'
import type { OutPhoto } from '../outbox/types.ts'

/** What is written down of one item so far. */
export type ItemWriting = { answer?: 'fine' | 'fault' | 'none'; value?: string; text?: string; photos?: readonly OutPhoto[] }
export type Writing = Readonly<Record<string, ItemWriting>>

const numberOf = (text: string | undefined): number | null => {
  const value = Number((text ?? '').replace(',', '.'))
  return (text ?? '').trim() !== '' && Number.isFinite(value) ? value : null
}

/** Said or measured to be faulty: the same law as the server's. */
export function isFaulty(item: InspectionItem, one: ItemWriting | undefined): boolean {
  if (item.kind === 'check') return one?.answer === 'fault'
  const value = numberOf(one?.value)
  if (item.kind !== 'reading' || !item.between || !item.fault || value === null) return false
  return value < item.between[0] || value > item.between[1]
}

/** Does the item still lack its answer, or a photo? Null: it is complete, or may be left out. */
export function missingOf(item: InspectionItem, one: ItemWriting | undefined): 'answer' | 'photo' | null {
  const photos = one?.photos?.length ?? 0
  const isAnswered = {
    check: one?.answer !== undefined,
    reading: numberOf(one?.value) !== null,
    photo: photos > 0,
    text: (one?.text ?? '').trim() !== '',
  }[item.kind]
  if (!isAnswered) return item.required ? (item.kind === 'photo' ? 'photo' : 'answer') : null
  if (item.kind === 'photo' || item.kind === 'text' || photos > 0) return null
  return item.photo === 'always' || (item.photo === 'fault' && isFaulty(item, one)) ? 'photo' : null
}

/** The answers as they are sent; photos by the phone's own ids, which the sender replaces. */
export function answersOf(items: readonly InspectionItem[], writing: Writing): Record<string, unknown>[] {
  return items.flatMap((item) => {
    const one = writing[item.id]
    if (!one || (item.kind === 'reading' && numberOf(one.value) === null)) return []
    const text = one.text?.trim()
    const said = {
      ...(one.answer && item.kind === 'check' ? { answer: one.answer } : {}),
      ...(item.kind === 'reading' ? { value: numberOf(one.value)! } : {}),
      ...(text ? { text } : {}),
      ...(one.photos?.length ? { files: one.photos.map(({ id }) => id) } : {}),
    }
    return Object.keys(said).length > 0 ? [{ item: item.id, ...said }] : []
  })
}

export const photosOf = (writing: Writing): OutPhoto[] => Object.values(writing).flatMap(({ photos }) => photos ?? [])

const keyOf = (id: string): string => `zhili-inspect:${id}`
/** What was written and not sent yet stands on the phone, also after it was closed. */
export function readWriting(id: string): Writing {
  try {
    return JSON.parse(localStorage.getItem(keyOf(id)) ?? '{}') as Writing
  } catch {
    return {}
  }
}
export const keepWriting = (id: string, writing: Writing): void => localStorage.setItem(keyOf(id), JSON.stringify(writing))
export const dropWriting = (id: string): void => localStorage.removeItem(keyOf(id))
