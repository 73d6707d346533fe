import type { Words } from '../../../../contract/words.ts'

/** An object upstream: how many objects away, and how many minutes what flows takes from there (null: one stretch of the way is not known). */
export type Upstream = { object: string; name: string; kind: string; hops: number; minutes: number | null }

/** Something that was so at an object; `until` null: it still is. Times in ms. */
export type Happening = {
  object: string
  why: 'event' | 'alarm' | 'reading' | 'silent'
  words: Words
  at: number
  until: number | null
  event: string | null
}
/** `openedAt`: when the event was opened (ms); `hours`: so far back what happened counts. */
export type Reach = { openedAt: number; hours: number }
