import type { Packs } from '../../city/pack/packs.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { refusalOf } from './fault-words.ts'
import { type Kind, kindOf } from './kinds.ts'
import type { Change, Fault } from './rules/change-entry.ts'
import { type Marked, markFault, newNumbers } from './rules/mark-fault.ts'
import { readMarks } from './store-marks.ts'
import type { Entry, Registered } from './types.ts'

export type Marking = { id: string | null; entry: Marked; changes: readonly Change[] | null }

/** The first entry of some of a kind that may not bear its code or its number, or one that another of them takes at once. Under `lockRegister`. */
export async function markFaultOf(
  db: Db,
  { kind, numbers }: Pick<Kind, 'kind' | 'numbers'>,
  scope: readonly string[],
  list: readonly Marking[],
): Promise<Fault | null> {
  const marks = await readMarks(
    db,
    { kind, numbers, scope },
    list.map(({ entry }) => entry),
  )
  const given = new Set<string>()
  for (const one of list) {
    const fault = markFault({ numbers, ...one }, marks)
    if (fault) return fault
    for (const { detail, key } of newNumbers(numbers, one.entry, one.changes)) {
      if (given.has(key)) return { field: `details/${detail}`, reason: 'number.twice', given: {} }
      given.add(key)
    }
  }
  return null
}

/** Refused: a code that differs from another in case alone, a number that another object bears. */
export async function checkMarks(db: Db, kind: Kind, scope: readonly string[], list: readonly Marking[]): Promise<void> {
  const fault = await markFaultOf(db, kind, scope, list)
  if (fault) throw new RefusalError(refusalOf(kind, fault))
}

type Edited = { before: Registered; entry: Entry; changes: readonly Change[] }
/** The same of what is changed together, kind by kind. */
export async function checkMarksOf(
  db: Db,
  { packs, scope }: { packs: Packs; scope: readonly string[] },
  list: readonly Edited[],
): Promise<void> {
  for (const [kind, some] of Map.groupBy(list, ({ before }) => before.kind))
    await checkMarks(
      db,
      kindOf(packs, kind),
      scope,
      some.map(({ before, entry, changes }) => ({ id: before.id, entry, changes })),
    )
}
