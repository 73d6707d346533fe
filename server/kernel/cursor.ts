import { RefusalError } from './result.ts'

/** Where a page ended: the key of its last row, newest first by time and then by id. */
export type Key = { at: Date; id: string }

/** The key as the opaque text of `next` and `cursor=`. */
export const cursorOf = (key: Key): string => Buffer.from(`${key.at.toISOString()} ${key.id}`).toString('base64url')

/** The key of a cursor, null when none was given. Refuses a text we never handed out. */
export function parseCursor(cursor: string | undefined): Key | null {
  if (!cursor) return null
  const parts = /^(\S+) (\S+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  const at = new Date(parts?.[1] ?? '')
  if (!parts || Number.isNaN(at.getTime()))
    throw new RefusalError({ code: 'input.malformed', details: { path: '/cursor', reason: 'not a cursor of ours' } })
  return { at, id: parts[2]! }
}

/** Cuts the one row too many that a page asks for, and answers the cursor of the next page or null. */
export function pageOf<T>(rows: T[], limit: number, key: (row: T) => Key): { rows: T[]; next: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? cursorOf(key(last)) : null }
}
