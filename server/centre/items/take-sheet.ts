import type { Actor } from '../../../contract/actor.ts'
import { soughtAs } from '../../city/area/spell.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import type { SheetPlan } from './plan-sheet.ts'
import type { Entry, Register } from './registers.ts'
import type { Kept } from './types.ts'

/** Rows written together: everybody who reads facts waits below a transaction, so none of them is long. */
const rowsAtOnce = 500

/** `name`: of the file; `area`: of who brings it; `demo`: whether what is made is made up. */
type About = { actor: Actor; name: string; area: string | null; demo: boolean }

/**
 * Does what a plan says, part by part, each committed. Refused when anything of the next part was changed or registered since by somebody
 * else: what went before stands, and a new look at the same sheet shows what is left.
 */
export async function takeSheet<T extends Entry, C extends string>(
  spine: Spine,
  register: Register<T, C>,
  { fresh, changed, unchanged }: SheetPlan<T>,
  about: About,
): Promise<void> {
  const { actor, name, area } = about
  for (const some of partsOf(fresh))
    await spine.transaction(actor, async (tx) => {
      if ((await register.insert(tx, some.map(written(about)))) < some.length) throw moved()
      await tx.recordAll(
        `${register.id}.registered`,
        some.map((one) => ({ subject: one.code, area: one.area, body: { ...told(one), sheet: name } })),
      )
    })
  for (const some of partsOf(changed)) await spine.transaction(actor, (tx) => change(tx, register, some, about))
  const counts = { registered: fresh.length, changed: changed.length, unchanged }
  await spine.transaction(actor, (tx) =>
    tx.record({ kind: `${register.id}.sheet-taken`, subject: tx.newId(), area, body: { file: name, ...counts } }),
  )
}

async function change<T extends Entry, C extends string>(
  tx: Tx,
  register: Register<T, C>,
  some: SheetPlan<T>['changed'],
  about: About,
): Promise<void> {
  const after = some.map(({ before, after }): Kept<T> => ({ ...after, version: before.version }))
  if ((await register.save(tx, after.map(written(about)))) < after.length) throw moved()
  await tx.recordAll(
    `${register.id}.changed`,
    some.map(({ after, changes }) => ({
      ...{ subject: after.code, area: after.area },
      body: { ...told(after), sheet: about.name, n: changes.length, changes },
    })),
  )
}

const written =
  ({ demo }: Pick<About, 'demo'>) =>
  <T extends Entry>(entry: T): T & { words: string; demo: boolean } => ({ ...entry, words: soughtAs(entry.name), demo })

const told = ({ code, name, unit }: Entry) => ({ code, name, unit })
const moved = () => new RefusalError({ code: 'item.sheet-moved' })

function partsOf<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, part) =>
    rows.slice(part * rowsAtOnce, (part + 1) * rowsAtOnce),
  )
}
