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

/** One delivery while it is taken. `root`: the unit of the key, below which the directory hangs; `scope`: what that unit answers for. */
export type Taking = {
  tx: Tx
  root: string
  scope: string[]
  entries: Entries
  counts: DirectoryCounts
  refused: RefusedRow[]
}

export function beginTaking(given: Pick<Taking, 'tx' | 'root' | 'scope' | 'entries'>): Taking {
  const none = () => ({ rows: 0, made: 0, changed: 0, ended: 0, refused: 0 })
  return { ...given, counts: { unit: none(), post: none(), person: none(), appointment: none() }, refused: [] }
}

/** Takes rows of a kind one by one; what is the same as before costs nothing. A row that is refused has written nothing. */
export async function takeEach<Row extends { number: string }>(
  taking: Taking,
  kind: DirectoryKind,
  rows: readonly Row[],
  take: (row: Row, stands: Entry | null, before: Entry | null) => Promise<string>,
): Promise<void> {
  const known = taking.entries[kind]
  for (const row of rows) {
    const [digest, before] = [digestOf(row), known.get(row.number)]
    const step = stepOf(before, digest)
    if (step === 'same') continue
    await orRefused(taking, kind, row.number, async () => {
      const ours = await take(row, before && !before.gone ? before : null, before ?? null)
      await keep(taking, { kind, number: row.number, ours, digest, gone: false })
      taking.counts[kind][countOf[step]]++
    })
  }
}

const countOf: Record<Exclude<Step, 'same'>, 'made' | 'changed'> = { new: 'made', back: 'made', changed: 'changed' }

/** Ends what is gone, one by one. */
export async function endEach(taking: Taking, gone: readonly Entry[], end: (entry: Entry) => Promise<void>): Promise<void> {
  for (const entry of gone) {
    // What ended with something else of this delivery is over already.
    if (taking.entries[entry.kind].get(entry.number)?.gone) continue
    await orRefused(taking, entry.kind, entry.number, async () => {
      await end(entry)
      await keep(taking, { ...entry, gone: true })
      taking.counts[entry.kind].ended++
    })
  }
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
