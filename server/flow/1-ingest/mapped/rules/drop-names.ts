import type { Delivery } from '../types.ts'

/** A file in a folder as it was last looked at. `since`: when it was first seen just so, by our clock. */
export type Seen = { size: number; changedMs: number; inode: number; since: number }

/** How long a file has to stay as it is before it counts as written to its end. */
export const stillMs = 10_000

/** A file as it looks now, with the moment since when it has looked so. */
export const lookAgain = (before: Seen | undefined, now: Omit<Seen, 'since'>, at: number): Seen => {
  const same = before && before.size === now.size && before.changedMs === now.changedMs && before.inode === now.inode
  return { ...now, since: same ? before.since : at }
}

export const isStill = ({ since }: Seen, at: number): boolean => at - since >= stillMs

/** Names under which programs write what is not finished (curl and wget by hand, WinSCP, browsers, rsync begins with a dot). */
export const isUnfinished = (name: string): boolean => /^[.~]|\.(part|partial|tmp|temp|filepart|crdownload|download)$/i.test(name)

const mostNameBytes = 120
/** A name as bytes of a disk, as words: UTF-8, else as Chinese Windows writes it. Never a path, never hidden, its ending kept. */
export function plainName(bytes: Uint8Array): string {
  const chars = [
    ...wordsOf(bytes)
      .replace(/[\p{Cc}/\\:*?"<>|]/gu, ' ')
      .trim(),
  ]
  while (Buffer.byteLength(chars.join('')) > mostNameBytes) chars.shift()
  return chars.join('').replace(/^[.\s]+/, '') || 'file'
}

function wordsOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** The name of a file that was taken: the delivery it is, then its own. */
export const takenName = (id: string, name: string): string => `${id}~${name}`

/** What a taken name says; null: nobody here gave it. */
export function readTaken(taken: string): { id: string; name: string } | null {
  const found = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})~(.+)$/s.exec(taken)
  return found ? { id: found[1]!, name: found[2]! } : null
}

/** Where a file goes in the end: to what was refused when nothing of it was taken. */
export const placeOf = ({ state, kept, duplicates, refused }: Ended): 'done' | 'refused' =>
  state === 'refused' || (refused > 0 && kept + duplicates === 0) ? 'refused' : 'done'
type Ended = Pick<Delivery, 'state' | 'kept' | 'duplicates' | 'refused'>

/** The name it keeps there: `20260302T012900Z-1f3a9b2c-day.csv`, when it came (UTC) and which delivery it was. */
export const endName = ({ at, id }: Pick<Delivery, 'at' | 'id'>, name: string): string =>
  `${at.toISOString().replace(/[-:]|\.\d+/g, '')}-${id.slice(-8)}-${name}`

/** When a file with such a name came; null for every other name. */
export function cameAt(name: string): Date | null {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8}-/.exec(name)
  if (!found) return null
  const [, year, month, day, hour, minute, second] = found
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at.getTime()) ? null : at
}
