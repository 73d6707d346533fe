import { createHash } from 'node:crypto'
import type { DirectoryKind } from '../../../../../contract/directory.ts'
import { malformed, ok, type Refusal, type Result, refuse } from '../../../../kernel/result.ts'
import type { Entry, RefusedRow } from '../types.ts'

type Numbered = { number: string }

/** Every row once; a number that comes again is refused with its later rows. */
export function onlyOnce<Row extends Numbered>(
  kind: DirectoryKind,
  rows: readonly Row[],
): { rows: Row[]; refused: RefusedRow[] } {
  const seen = new Set<string>()
  const refused: RefusedRow[] = []
  const once = rows.filter((row) => {
    if (!seen.has(row.number)) return seen.add(row.number)
    refused.push({ kind, number: row.number, refusal: malformed('/number', 'directory.twice') })
    return false
  })
  return { rows: once, refused }
}

type Below = Numbered & { parent: string | null }
/** Deeper than any city; what goes on below is no tree. */
const mostDeep = 30

/**
 * Units with those above them first. Refused: what hangs below itself, or below a number that is neither in the list nor known.
 * Below a refused unit everything is refused too, unless that unit stands here already.
 */
export function parentsFirst<Row extends Below>(
  rows: readonly Row[],
  known: (number: string) => boolean,
): { rows: Row[]; refused: RefusedRow[] } {
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  const done = new Map<string, boolean>()
  const sorted: Row[] = []
  const refused: RefusedRow[] = []
  const place = (row: Row, way: ReadonlySet<string>): boolean => {
    const before = done.get(row.number)
    if (before !== undefined) return before
    const refusal = fault(row, way)
    done.set(row.number, refusal === null)
    if (refusal) refused.push({ kind: 'unit', number: row.number, refusal })
    else sorted.push(row)
    return refusal === null
  }
  const fault = (row: Row, way: ReadonlySet<string>): Refusal | null => {
    if (row.parent === null) return null
    if (row.parent === row.number || way.has(row.parent) || way.size > mostDeep)
      return malformed('/parent', 'directory.round', { name: row.parent })
    const above = byNumber.get(row.parent)
    const stands = above ? place(above, new Set([...way, row.number])) || known(row.parent) : known(row.parent)
    return stands ? null : malformed('/parent', 'name.unknown', { name: row.parent })
  }
  for (const row of rows) place(row, new Set())
  return { rows: sorted, refused }
}

/** What is to be done with a row that is known or not. `back`: it was gone and comes again. */
export type Step = 'new' | 'back' | 'changed' | 'same'
export function stepOf(entry: Pick<Entry, 'digest' | 'gone'> | undefined, digest: string): Step {
  if (!entry) return 'new'
  if (entry.gone) return 'back'
  return entry.digest === digest ? 'same' : 'changed'
}

/** The fingerprint of a row as the contract read it: no name or number of a person is kept a second time. */
export const digestOf = (row: unknown): string => createHash('sha256').update(JSON.stringify(row)).digest('hex')

/** Entries that stand and are in a full list no more. */
export const missingIn = (entries: Iterable<Entry>, listed: ReadonlySet<string>): Entry[] =>
  [...entries].filter(({ number, gone }) => !gone && !listed.has(number))

/** Fewer than this may go at once without a word: a team that was dissolved. */
const fewGone = 10
/** A list that lost a fifth of what stands is a broken export sooner than a reform. */
const mostGoneShare = 0.2

/** May a full list end that many of those that stand? Not when it looks like half an export, unless its sender says so. */
export function mayShrink({ gone, of, mayEnd }: { gone: number; of: number; mayEnd: boolean }): Result<true> {
  if (mayEnd || gone <= fewGone || gone <= of * mostGoneShare) return ok(true)
  return refuse('directory.shrinks', { count: gone, of })
}

/** A portal's clock may be off by as much; one that is years ahead would shut out all that follow. */
export const mostAheadMs = 5 * 60_000

type Delivery = { at: Date; digest: string }
type Last = Delivery & { taken_at: Date | null }

/** The same delivery again is known, or goes on where it was cut off; one the portal wrote before the last one that began comes too late. */
export function orderOf(last: Last | null, one: Delivery, now: Date): Result<'next' | 'begun' | 'known'> {
  const aheadMs = one.at.getTime() - now.getTime()
  if (aheadMs > mostAheadMs) return refuse('directory.ahead', { seconds: Math.round(aheadMs / 1000) })
  if (!last || one.at > last.at) return ok('next')
  if (one.at.getTime() !== last.at.getTime() || one.digest !== last.digest)
    return refuse('directory.older', { at: last.at.toISOString() })
  return ok(last.taken_at ? 'known' : 'begun')
}
