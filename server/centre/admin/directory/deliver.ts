import type { DirectoryIn } from '../../../../contract/directory.ts'
import { lockUnit } from '../../../city/person/store.ts'
import { scopeOfUnit } from '../../../city/sign-in/store.ts'
import { orRefuse, RefusalError, toProblem } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { digestOf, orderOf } from './rules/read-list.ts'
import { insertSync, oneAtATime, readEntries, readSyncs, type SyncRow, updateSync } from './store.ts'
import { refuseShrinking, stepsOf } from './take.ts'
import { noCounts, type Steps, sumOf, type Taking } from './taking.ts'

/**
 * A delivery of the directory on its way through several transactions. What readers of facts wait for is the oldest transaction of the city:
 * five thousand rows in one would hold back every live stream until they are through.
 */
export type Delivery = { root: string; given: DirectoryIn; at: Date; digest: string; going: Going | null }
type Going = { sync: SyncRow; taking: Taking; steps: Steps }
/** What was taken already under the same time and words. */
type Known = { known: SyncRow & { taken_at: Date } }

/** About so many rows that change something are one transaction: a fraction of a second. */
const rowsAtOnce = 50

/** `root`: the unit of the key, below which all of it hangs. */
export const deliveryOf = (root: string, given: DirectoryIn): Delivery => ({
  ...{ root, given, at: new Date(given.at), digest: digestOf(given), going: null },
})

/** One transaction of a delivery; answers whether rows are left. Throws `directory.older` as soon as a newer delivery has begun. */
export async function takeSome(tx: Tx, delivery: Delivery): Promise<boolean> {
  const going = await goOn(tx, delivery)
  if ('known' in going) return false
  const more = await take(going.steps, rowsAtOnce)
  await updateSync(tx, { ...going.sync, counts: going.taking.counts })
  return more
}

/** Goes on until about so many rows are taken; answers whether any are left. */
async function take(steps: Steps, rows: number): Promise<boolean> {
  for (let left = rows; left > 0; ) {
    const step = await steps.next()
    if (step.done) return false
    left -= step.value
  }
  return true
}

/** The last transaction of a delivery: what is left of it, what became of it, and its fact. */
export async function takeRest(tx: Tx, delivery: Delivery): Promise<{ row: SyncRow & { taken_at: Date }; known: boolean }> {
  const going = await goOn(tx, delivery)
  if ('known' in going) return { row: going.known, known: true }
  await take(going.steps, Number.POSITIVE_INFINITY)
  return { row: await writeDown(tx, going, delivery.given), known: false }
}

/** Where the delivery stands: as this process left it, or looked up again when somebody else went on with it, or this one was rolled back. */
async function goOn(tx: Tx, delivery: Delivery): Promise<Going | Known> {
  const { root } = delivery
  await oneAtATime(tx)
  const unit = await lockUnit(tx, root)
  if (!unit || (unit.valid_to && unit.valid_to <= tx.now)) throw new RefusalError({ code: 'key.wrong' })
  const [last = null] = await readSyncs(tx, 1)
  const order = orRefuse(orderOf(last, delivery, tx.now))
  if (order === 'known') return { known: last as Known['known'] }
  const before = delivery.going
  const isOurs = order === 'begun' && before !== null && before.sync.pass === last?.pass
  const going = isOurs ? before : await begin(tx, delivery, order === 'begun' ? last : null)
  going.taking.tx = tx
  going.taking.scope = await scopeOfUnit(tx, root)
  going.sync.pass = tx.newId()
  delivery.going = going
  return going
}

/** `cut`: the delivery when it was begun before. What was taken then is the same now and costs nothing, what was refused is tried again. */
async function begin(tx: Tx, { root, given, at, digest }: Delivery, cut: SyncRow | null): Promise<Going> {
  const base = { id: tx.newId(), unit: root, mode: given.mode, at, digest, taken_at: null, pass: null, refused: [] }
  const sync: SyncRow = cut ?? { ...base, counts: noCounts() }
  const taking: Taking = { tx, root, scope: [], entries: await readEntries(tx), counts: sync.counts, refused: [] }
  if (!cut) {
    refuseShrinking(taking, given)
    await insertSync(tx, sync)
  }
  return { sync, taking, steps: stepsOf(taking, given) }
}

async function writeDown(tx: Tx, { sync, taking }: Going, given: DirectoryIn): Promise<SyncRow & { taken_at: Date }> {
  const { counts } = taking
  counts.unit.rows = given.units.length
  counts.post.rows = given.posts.length
  counts.person.rows = given.persons.length
  counts.appointment.rows = given.appointments.length
  for (const { kind } of taking.refused) counts[kind].refused++
  const refused = taking.refused.map(({ kind, number, refusal }) => {
    const { code, zh, en } = toProblem(refusal)
    return { kind, number, code, zh, en }
  })
  const row = { ...sync, taken_at: tx.now, counts, refused }
  await updateSync(tx, row)
  const body = { sync: row.id, mode: given.mode, ...sumOf(counts) }
  await tx.record({ kind: 'directory.taken', subject: row.id, area: null, body })
  return row
}
