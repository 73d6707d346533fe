import type { InspectionItem } from '../../contract/inspection.ts'
import { looksAtSomething, saysWhyNone } from '../../contract/inspection-look.ts'
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

/** Must it say why it does not apply? */
export const asksWhyNone = (item: InspectionItem, one: ItemWriting | undefined): boolean =>
  item.kind === 'check' && item.required && one?.answer === 'none'

/** Does the item still lack its answer, why it does not apply, or a photo? Null: it is complete, or may be left out. */
export function missingOf(item: InspectionItem, one: ItemWriting | undefined): 'answer' | 'why' | 'photo' | null {
  const photos = one?.photos?.length ?? 0
  const isAnswered = {
    check: one?.answer !== undefined,
    reading: numberOf(one?.value) !== null,
    photo: photos > 0,
    text: (one?.text ?? '').trim() !== '',
  }[item.kind]
  if (!isAnswered) return item.required ? (item.kind === 'photo' ? 'photo' : 'answer') : null
  if (asksWhyNone(item, one) && !saysWhyNone(one?.text)) return 'why'
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

/** Was something looked at? The same law as the server's: what is 不涉及 from end to end is no inspection. */
export const hasLooked = (items: readonly InspectionItem[], writing: Writing): boolean =>
  looksAtSomething(
    items,
    items.map(({ id }) => {
      const { answer, value, text, photos } = writing[id] ?? {}
      return { item: id, answer, text, value: numberOf(value) ?? undefined, files: photos?.map((photo) => photo.id) }
    }),
  )

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
