import { malformed, RefusalError } from './result.ts'

/** Where a page ended: the key of its last row, newest first by time and then by id. */
export type Key = { at: Date; id: string }

/** The key as the opaque text of `next` and `cursor=`. */
export const cursorOf = (key: Key): string => Buffer.from(`${key.at.toISOString()} ${key.id}`).toString('base64url')

/** The key of a cursor, null when none was given. Refuses a text we never handed out. */
export function parseCursor(cursor: string | undefined): Key | null {
  if (!cursor) return null
  const parts = /^(\S+) (\S+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  const at = new Date(parts?.[1] ?? '')
  if (!parts || Number.isNaN(at.getTime())) throw new RefusalError(malformed('/cursor', 'cursor.foreign'))
  return { at, id: parts[2]! }
}

/** Cuts the one row too many that a page asks for, and answers the cursor of the next page or null. */
export function pageOf<T>(rows: T[], limit: number, key: (row: T) => Key): { rows: T[]; next: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? cursorOf(key(last)) : null }
}

/** Where a page ended that is ordered by words: the parts of its last row's key. */
export const wordCursor = (parts: string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url')

/** The parts of such a cursor, null when none was given. Refuses a text we never handed out. */
export function parseWords(cursor: string | undefined, parts: number): string[] | null {
  if (!cursor) return null
  const read: unknown = parsed(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (Array.isArray(read) && read.length === parts && read.every((part): part is string => typeof part === 'string')) return read
  throw new RefusalError(malformed('/cursor', 'cursor.foreign'))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // the caller refuses it
  }
}

/** Like `pageOf`, for pages ordered by words. */
export function wordPage<T>(rows: T[], limit: number, key: (row: T) => string[]): { rows: T[]; next: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? wordCursor(key(last)) : null }
}
