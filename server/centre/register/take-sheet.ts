import type { Actor } from '../../../contract/actor.ts'
import { lockRegister } from '../../city/object/store-numbers.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { type Marking, markFaultOf } from './check-marks.ts'
import type { Kind } from './kinds.ts'
import { type ChargePlan, type Moving, moveCharges } from './move-charges.ts'
import type { SheetPlan } from './plan-sheet.ts'
import { told } from './record-changes.ts'
import { type Asker, saveOrAsk } from './second/save-or-ask.ts'
import { insertObjects } from './store-write.ts'

/** Rows written together: everybody who reads facts waits below a transaction, so none of them is long. */
const rowsAtOnce = 500

type About = { actor: Actor; name: string; demo: boolean; area: string | null; scope: readonly string[]; asker: Asker }

/**
 * Does what a plan says, part by part, each committed. Refused when anything of the next part was changed or registered since by somebody
 * else: what went before stands, and a new look at the same sheet shows what is left. Answers how many changes wait for a second person.
 */
export async function takeSheet(spine: Spine, { kind, fresh, changed, unchanged }: SheetPlan, about: About): Promise<number> {
  const { actor, name, demo, area, scope, asker } = about
  for (const some of partsOf(fresh)) await spine.transaction(actor, (tx) => register(tx, { kind, scope }, some, { name, demo }))
  let waiting = 0
  for (const some of partsOf(changed))
    waiting += await spine.transaction(actor, (tx) => change(tx, { kind, scope, asker }, some, name))
  const counts = { registered: fresh.length, changed: changed.length - waiting, unchanged }
  await spine.transaction(actor, (tx) =>
    tx.record({
      kind: 'object.sheet-taken',
      subject: tx.newId(),
      area,
      body: { sheet: name, objectKind: kind.kind, ...counts },
    }),
  )
  return waiting
}

type Registering = { name: string; demo: boolean }
async function register(tx: Tx, keeping: Keeping, some: SheetPlan['fresh'], { name, demo }: Registering): Promise<void> {
  const { kind } = keeping
  await mustBeFree(
    tx,
    keeping,
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
}

async function change(tx: Tx, keeping: Keeping & { asker: Asker }, some: SheetPlan['changed'], name: string): Promise<number> {
  const entries = some.filter(({ changes }) => changes.length > 0)
  await mustBeFree(
    tx,
    keeping,
    entries.map(({ before, entry, changes }) => ({ id: before.id, entry, changes })),
  )
  const real = entries.map(({ said, ...one }) => ({ ...one, ...said, evidence: [] }))
  const waiting = await saveOrAsk(tx, keeping.asker, real, { sheet: name, moved })
  await charge(
    tx,
    some.map(({ before, entry, charges }) => {
      // Who answers for it is written at once; what waits is not, and nobody is told of it as if it were.
      const { name: called, area } = waiting.has(before.id) ? before : entry
      return { object: { ...before, name: called, area }, charges }
    }),
  )
  return waiting.size
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
