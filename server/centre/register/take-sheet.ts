import type { Actor } from '../../../contract/actor.ts'
import { lockRegister } from '../../city/object/store-numbers.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { type Marking, markFaultOf } from './check-marks.ts'
import type { Kind } from './kinds.ts'
import { type ChargePlan, type Moving, moveCharges } from './move-charges.ts'
import type { SheetPlan } from './plan-sheet.ts'
import { recordChanges, told } from './register.ts'
import { insertObjects, saveObjects } from './store-write.ts'

/** Rows written together: everybody who reads facts waits below a transaction, so none of them is long. */
const rowsAtOnce = 500

type About = { actor: Actor; name: string; demo: boolean; area: string | null; scope: readonly string[] }

/**
 * Does what a plan says, part by part, each committed. Refused when anything of the next part was changed or registered since by somebody
 * else: what went before stands, and a new look at the same sheet shows what is left.
 */
export async function takeSheet(spine: Spine, { kind, fresh, changed, unchanged }: SheetPlan, about: About): Promise<void> {
  const { actor, name, demo, area, scope } = about
  for (const some of partsOf(fresh)) {
    await spine.transaction(actor, async (tx) => {
      await mustBeFree(
        tx,
        { kind, scope },
        some.map(({ entry }) => ({ id: null, entry, changes: null })),
      )
      const made = some.map(({ entry, charges }) => ({
        ...entry,
        id: tx.newId(),
        pack: kind.pack,
        kind: kind.kind,
        demo,
        charges,
      }))
      if ((await insertObjects(tx, made)) < made.length) throw moved()
      await tx.recordAll(
        'object.registered',
        made.map((one) => ({ subject: one.id, area: one.area, body: { ...told(one), sheet: name } })),
      )
      await charge(
        tx,
        made.map(({ charges, ...object }) => ({ object, charges })),
      )
    })
  }
  for (const some of partsOf(changed)) await spine.transaction(actor, (tx) => change(tx, { kind, scope }, some, name))
  const counts = { registered: fresh.length, changed: changed.length, unchanged }
  await spine.transaction(actor, (tx) =>
    tx.record({
      kind: 'object.sheet-taken',
      subject: tx.newId(),
      area,
      body: { sheet: name, objectKind: kind.kind, ...counts },
    }),
  )
}

async function change(tx: Tx, keeping: Keeping, some: SheetPlan['changed'], name: string): Promise<void> {
  const entries = some.filter(({ changes }) => changes.length > 0)
  await mustBeFree(
    tx,
    keeping,
    entries.map(({ before, entry, changes }) => ({ id: before.id, entry, changes })),
  )
  const after = entries.map(({ before, entry }) => ({ ...entry, id: before.id, version: before.version }))
  if ((await saveObjects(tx, after)) < after.length) throw moved()
  await recordChanges(
    tx,
    entries.map(({ said, ...one }) => ({ ...one, ...said, evidence: [] })),
    name,
  )
  await charge(
    tx,
    some.map(({ before, entry, charges }) => ({ object: { ...before, name: entry.name, area: entry.area }, charges })),
  )
}

type Charging = { object: Moving['object']; charges: ChargePlan | null }
async function charge(tx: Tx, some: readonly Charging[]): Promise<void> {
  const moving = some.flatMap(({ object, charges }): Moving[] => (charges ? [{ ...charges, object }] : []))
  if (moving.length > 0 && !(await moveCharges(tx, moving))) throw moved()
}

type Keeping = { kind: Kind; scope: readonly string[] }
/** Codes and numbers were free when the sheet was looked at; what has been given away since moves the plan. */
async function mustBeFree(tx: Tx, { kind, scope }: Keeping, list: readonly Marking[]): Promise<void> {
  await lockRegister(tx)
  if (await markFaultOf(tx, kind, scope, list)) throw moved()
}

const moved = () => new RefusalError({ code: 'object.sheet-moved' })

function partsOf<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, part) =>
    rows.slice(part * rowsAtOnce, (part + 1) * rowsAtOnce),
  )
}
