import { enqueue, finishDraft, outbox, saveItem } from '../outbox/outbox.ts'
import type { OutPhoto } from '../outbox/types.ts'
import type { Placed } from '../place/place-field.tsx'

/** What a person has written so far. */
export type Writing = {
  photos: readonly OutPhoto[]
  place: Placed | null
  address: string
  type: string | null
  typeName: string
  content: string
  selfHandled: boolean
  /** number of an open case it is probably the same as */
  same: string | null
  /** the object it is about: its place is where it is */
  about: About | null
}

/** An object somebody reports of: by the code they scanned, or by its id (staff). */
export type About = { name: string; code?: string; object?: string }

export const blank: Writing = {
  photos: [],
  place: null,
  address: '',
  type: null,
  typeName: '',
  content: '',
  selfHandled: false,
  same: null,
  about: null,
}

/** Is there anything worth keeping? A place found by itself is not. */
export const isEmpty = (w: Writing): boolean =>
  w.photos.length === 0 && w.content.trim() === '' && (w.type === null || w.about !== null) && w.address.trim() === ''

type Missing = 'place' | 'kind' | 'words'

/** What must be there before it can go: place, kind, one sentence. A photograph is asked for first and never demanded. */
export function missingIn(w: Writing): Missing[] {
  const gaps: [Missing, boolean][] = [
    ['place', w.place === null && w.about === null],
    ['kind', w.type === null],
    ['words', [...w.content.trim()].length < 2],
  ]
  return gaps.flatMap(([name, isOpen]) => (isOpen ? [name] : []))
}

/** The body of the request, without photographs. `happenedAt` ISO 8601. */
export function bodyOf(w: Writing, happenedAt: string): Record<string, unknown> {
  const { place, address } = w
  return {
    type: w.type,
    content: w.same ? `${w.content.trim()}（${w.same}）` : w.content.trim(),
    lon: place?.lon,
    lat: place?.lat,
    ...(place?.accuracyM === null || place === null ? {} : { accuracyM: place.accuracyM }),
    ...(address.trim() ? { address: address.trim() } : {}),
    ...(w.about?.code ? { code: w.about.code } : {}),
    ...(w.about?.object ? { object: w.about.object } : {}),
    happenedAt,
    selfHandled: w.selfHandled,
  }
}

/** Reads a draft from the outbox, null when it is gone or was sent. */
export function readDraft(id: string): Writing | null {
  const item = outbox.get().find((one) => one.id === id && one.state === 'draft')
  return item ? { ...blank, ...(item.body as Partial<Writing>), photos: item.photos } : null
}

type Draft = { id: string; person: string; label: string }

const titleOf = (w: Writing): string => [w.typeName, w.content.trim()].filter(Boolean).join(' · ')

/** Keeps the draft on the phone as it is written. */
export async function keepDraft({ id, person, label }: Draft, w: Writing): Promise<void> {
  const { photos, ...body } = w
  const before = outbox.get().find((one) => one.id === id)
  if (before) {
    if (before.state === 'draft') await saveItem({ ...before, body, photos, title: titleOf(w) })
    return
  }
  await enqueue({ id, person, case: `report:${id}`, verb: 'report', title: titleOf(w), label, body, photos, draft: true })
}

/** It is finished: the draft becomes an item that goes by itself. */
export async function sendDraft(draft: Draft, w: Writing, happenedAt: string): Promise<void> {
  await keepDraft(draft, w)
  await finishDraft(draft.id, { body: bodyOf(w, happenedAt), photos: w.photos, title: titleOf(w) })
}
