import { keepRequest } from '../../../city/second-person/requests.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { type Real, recordChanges, told } from '../record-changes.ts'
import type { Wish } from '../rules/change-entry.ts'
import { saveObjects } from '../store-write.ts'
import { type Reckoner, writeUnlessLeaving } from './leaving.ts'
import { insertRequest, type Leaving, tierOfUnit } from './store.ts'

/** Who changes the register at a desk. */
export type Asker = Reckoner & { person: string; unit: string }
/** `moved`: somebody changed one of them since it was read. */
type How = { sheet: string | null; moved: () => Error }

export const timer = { key: 'object-request', kind: 'object.request-due' }

/**
 * Writes changes at a desk and tells of them. Those by which an object would leave red or orange wait instead until a second person has confirmed
 * them; the others are written. Answers which wait. Refused: one of the same object waits already.
 */
export async function saveOrAsk(
  tx: Tx,
  asker: Asker,
  list: readonly Real[],
  { sheet, moved }: How,
): Promise<ReadonlySet<string>> {
  const write = async (some: readonly Real[]): Promise<void> => {
    const rows = some.map(({ before, entry }) => ({ ...entry, id: before.id, version: before.version }))
    if ((await saveObjects(tx, rows)) < rows.length) throw moved()
  }
  const leaving = await writeUnlessLeaving(tx, asker, list, () => write(list))
  const others = list.filter(({ before }) => !leaving.has(before.id))
  if (leaving.size > 0 && others.length > 0) await write(others)
  await recordChanges(tx, others, { sheet })
  const tier = leaving.size > 0 ? await tierOfUnit(tx, asker.unit) : ''
  const batch = tx.newId()
  for (const one of list) {
    const leaves = leaving.get(one.before.id)
    if (leaves) await ask(tx, one, { leaves, sheet, tier, by: asker.person, batch, more: leaving.size > 1 })
  }
  return new Set(leaving.keys())
}

/** `batch`: what is asked for at once; `more`: there are others in it. */
type Asked = { leaves: Leaving[]; sheet: string | null; tier: string; by: string; batch: string; more: boolean }
async function ask(tx: Tx, one: Real, { leaves, sheet, tier, by, batch, more }: Asked): Promise<void> {
  const { before, changes, rated, reason, evidence } = one
  const request = { object: before.id, wish: wishOf(one), changes, rated, reason, evidence, sheet, leaves, tier, by }
  const { id, lapsesAt } = await keepRequest(tx, { timer }, (head) => insertRequest(tx, { ...request, ...head }), {
    code: 'object.request-waiting',
    details: { name: before.name },
  })
  const [first] = leaves
  const body = {
    ...told(before),
    request: id,
    n: changes.length,
    from: first!.from,
    to: first!.to,
    reason,
    lapsesAt: lapsesAt.toISOString(),
    ...{ tier, batch, more },
  }
  await tx.record({ kind: 'object.change-asked', subject: before.id, area: before.area, body })
}

/** What is to become another, with its values: of a personal field a change itself says none. */
function wishOf({ entry, changes }: Real): Wish {
  const fields = changes.map(({ field }) => field)
  const details = fields.flatMap((field) => (field.startsWith('details/') ? field.slice('details/'.length) : []))
  const plain = fields.filter((field) => !field.startsWith('details/'))
  return {
    ...Object.fromEntries(plain.map((field) => [field, entry[field as keyof typeof entry]])),
    ...(details.length > 0 && { details: Object.fromEntries(details.map((id) => [id, entry.details[id] ?? null])) }),
  }
}
