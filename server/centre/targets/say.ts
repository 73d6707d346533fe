import type { SayTarget, TargetSaid } from '../../../contract/target.ts'
import { zoneText } from '../../kernel/calendar.ts'
import type { Caller } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { mayKeep, mayTell, valuesOf } from './read-board.ts'
import { found, type TargetDeps } from './routes.ts'
import { checkSaid } from './rules/check-said.ts'
import { addEntry, lockPlan, newestEntries, unitsIn } from './store.ts'
import type { PlanRow } from './types.ts'

const mostUnits = 10_000
const latest = '9999Q4'

type Saying = SayTarget & { plan: string }
type Held = Omit<Saying, 'plan'> & { plan: PlanRow; name: string }

/** Keeps what is said of an item or an indicator, if whoever says it may and it can be said; answers the id of the entry. */
export const sayEntry = async (tx: Tx, deps: TargetDeps, caller: Caller, saying: Saying): Promise<{ id: string }> =>
  keepSaid(tx, caller, await holdForSaying(tx, deps, caller, saying))

/** The plan, held until the end of the transaction, if the caller may say this of it. */
export async function holdForSaying(
  tx: Tx,
  { zone }: TargetDeps,
  caller: Caller,
  { plan: id, subject, quarter, said }: Saying,
): Promise<Held> {
  const plan = await found(tx, caller, id)
  await lockPlan(tx, id)
  const item = plan.definition.items.find((one) => one.id === subject)
  const indicator = plan.definition.indicators.find((one) => one.id === subject)
  const thing = item ?? indicator
  if (!thing) throw new RefusalError({ code: 'thing.not-found' })
  const name = thing.name.zh
  const kept = (await newestEntries(tx, [id], latest)).filter((entry) => entry.subject === subject)
  if (!mayTell(caller, plan, kept)) throw new RefusalError({ code: 'target.not-owner', details: { name } })
  const today = zoneText(tx.now, zone).slice(0, 10)
  const known = indicator ? valuesOf(indicator, kept, latest) : []
  const refusal = checkSaid(said, { quarter, today, item, indicator, known })
  if (refusal) throw new RefusalError(refusal)
  if (said.kind === 'owner') await checkOwner(tx, caller, plan, said)
  return { plan, subject, quarter, said, name }
}

export async function keepSaid(tx: Tx, caller: Caller, { plan, subject, quarter, said, name }: Held): Promise<{ id: string }> {
  const entry = await addEntry(tx, plan.id, { subject, quarter, said }, { actor: caller.actor.id, unit: caller.unit })
  const body = { plan: plan.id, planName: plan.definition.name.zh, subject, name, quarter, entry: said.kind }
  await tx.record({ kind: 'target.told', subject: plan.id, area: plan.area, body })
  return { id: entry }
}

/** Only who keeps the plan names owners, and only units that answer for something in its area. */
async function checkOwner(tx: Tx, caller: Caller, plan: PlanRow, said: Extract<TargetSaid, { kind: 'owner' }>): Promise<void> {
  if (!mayKeep(caller, plan)) throw new RefusalError({ code: 'permit.missing', details: { permit: 'target.change' } })
  const known = new Set((await unitsIn(tx, plan.area, mostUnits)).map(({ id }) => id))
  if (![said.unit, ...said.coUnits].every((unit) => known.has(unit))) throw new RefusalError({ code: 'thing.not-found' })
}
