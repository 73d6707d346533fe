import type { DirectoryCounts, DirectoryKind } from '../../../../contract/directory.ts'
import { directoryKinds } from '../../../../contract/directory-kinds.ts'
import { threeAdmins } from '../../../city/permit/permits.ts'
import { inScope } from '../../../city/permit/scope.ts'
import type { AppointmentLine } from '../../../city/person/store.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { endHeld } from '../end-held.ts'
import { digestOf, type Step, stepOf } from './rules/read-list.ts'
import { keepEntry } from './store.ts'
import type { Entries, Entry, RefusedRow } from './types.ts'

/**
 * One delivery while it is taken. `tx`: of the pass that runs, another one after every pause of its steps; `root`: the unit of the key, below
 * which the directory hangs; `scope`: what that unit answers for.
 */
export type Taking = {
  tx: Tx
  root: string
  scope: string[]
  entries: Entries
  counts: DirectoryCounts
  refused: RefusedRow[]
}

/** The work of a delivery. It pauses where a transaction may end, and says how many rows it made, changed, ended or refused since the last pause. */
export type Steps = AsyncGenerator<number, void>

export function noCounts(): DirectoryCounts {
  const none = () => ({ rows: 0, made: 0, changed: 0, ended: 0, refused: 0 })
  return { unit: none(), post: none(), person: none(), appointment: none() }
}

type Take<Row> = (row: Row, stands: Entry | null, before: Entry | null) => Promise<string>

/** Takes rows of a kind one by one. */
export async function* takeEach<Row extends { number: string }>(
  taking: Taking,
  kind: DirectoryKind,
  rows: readonly Row[],
  take: Take<Row>,
): Steps {
  for (const row of rows) if (await takeOne(taking, kind, row, take)) yield 1
}

/** Takes a row; false when it is the same as before, which costs nothing. One that is refused has written nothing. */
export async function takeOne<Row extends { number: string }>(
  taking: Taking,
  kind: DirectoryKind,
  row: Row,
  take: Take<Row>,
): Promise<boolean> {
  const [digest, before] = [digestOf(row), taking.entries[kind].get(row.number)]
  const step = stepOf(before, digest)
  if (step === 'same') return false
  await orRefused(taking, kind, row.number, async () => {
    const ours = await take(row, before && !before.gone ? before : null, before ?? null)
    await keep(taking, { kind, number: row.number, ours, digest, gone: false })
    taking.counts[kind][countOf[step]]++
  })
  return true
}

const countOf: Record<Exclude<Step, 'same'>, 'made' | 'changed'> = { new: 'made', back: 'made', changed: 'changed' }

type End = (entry: Entry) => Promise<void>

/** Ends what is gone, one by one. */
export async function* endEach(taking: Taking, gone: readonly Entry[], end: End): Steps {
  for (const entry of gone) if (await endOne(taking, entry, end)) yield 1
}

/** Ends what is gone; false when it ended with something else of this delivery. */
export async function endOne(taking: Taking, entry: Entry, end: End): Promise<boolean> {
  if (taking.entries[entry.kind].get(entry.number)?.gone) return false
  await orRefused(taking, entry.kind, entry.number, async () => {
    await end(entry)
    await keep(taking, { ...entry, gone: true })
    taking.counts[entry.kind].ended++
  })
  return true
}

async function orRefused({ refused }: Taking, kind: DirectoryKind, number: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    refused.push({ kind, number, refusal: error.refusal })
  }
}

export async function keep({ tx, entries }: Taking, entry: Entry): Promise<void> {
  await keepEntry(tx, entry)
  entries[entry.kind].set(entry.number, entry)
}

/** Ends appointments now, whoever made them; those of the directory are gone from it too. */
export async function endAll(taking: Taking, held: AppointmentLine[]): Promise<void> {
  if (held.length === 0) return
  await endHeld(taking.tx, held, taking.tx.now)
  const ids = new Set(held.map(({ id }) => id))
  for (const entry of taking.entries.appointment.values())
    if (!entry.gone && ids.has(entry.ours)) {
      await keep(taking, { ...entry, gone: true })
      taking.counts.appointment.ended++
    }
}

/** Our id of a number that stands; throws for one that does not. */
export function oursOf({ entries }: Taking, kind: DirectoryKind, number: string): string {
  const entry = entries[kind].get(number)
  if (!entry || entry.gone) throw new RefusalError(malformed(`/${kind}`, 'name.unknown', { name: number }))
  return entry.ours
}

/** Something of ours has one number at a time. */
export function needFree({ entries }: Taking, kind: DirectoryKind, ours: string): void {
  for (const entry of entries[kind].values())
    if (!entry.gone && entry.ours === ours) throw new RefusalError(malformed('/here', 'directory.taken', { name: ours }))
}

export const isAdmin = (postKind: string): boolean => (threeAdmins as readonly string[]).includes(postKind)

/** Does the unit of the key answer for a place of these? */
export const isInside = ({ scope }: Taking, paths: readonly string[]): boolean => paths.some((path) => inScope(scope, path))

export const sumOf = (counts: DirectoryCounts) => {
  const sum = { rows: 0, made: 0, changed: 0, ended: 0, refused: 0 }
  for (const kind of directoryKinds) for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += counts[kind][name]
  return sum
}
