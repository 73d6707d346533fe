import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { SheetPlan } from './plan-sheet.ts'
import { recordChanges, told } from './register.ts'
import { insertObjects, saveObjects } from './store-write.ts'

/** Rows written together: between two parts others have their turn. */
const rowsAtOnce = 1_000

/**
 * Does what a plan says, all or nothing: one transaction, kept short because everybody who reads facts waits below it. Refused when
 * anything of it was changed or registered since by somebody else.
 */
export async function takeSheet(
  tx: Tx,
  { kind, fresh, changed, unchanged }: SheetPlan,
  { name, demo, area }: { name: string; demo: boolean; area: string | null },
): Promise<void> {
  const moved = () => new RefusalError({ code: 'object.sheet-moved' })
  for (let from = 0; from < fresh.length; from += rowsAtOnce) {
    const some = fresh.slice(from, from + rowsAtOnce)
    const made = some.map((entry) => ({ ...entry, id: tx.newId(), pack: kind.pack, kind: kind.kind, demo }))
    if ((await insertObjects(tx, made)) < made.length) throw moved()
    await tx.recordAll(
      'object.registered',
      made.map((one) => ({ subject: one.id, area: one.area, body: { ...told(one), sheet: name } })),
    )
  }
  for (let from = 0; from < changed.length; from += rowsAtOnce) {
    const some = changed.slice(from, from + rowsAtOnce)
    const after = some.map(({ before, entry }) => ({ ...entry, id: before.id, version: before.version }))
    if ((await saveObjects(tx, after)) < after.length) throw moved()
    await recordChanges(tx, some, name)
  }
  const counts = { registered: fresh.length, changed: changed.length, unchanged }
  await tx.record({
    kind: 'object.sheet-taken',
    subject: tx.newId(),
    area,
    body: { sheet: name, objectKind: kind.kind, ...counts },
  })
}
