import type { Plan } from '../../../../contract/pack.ts'
import type { PlanFault } from '../../../../contract/plan-version.ts'
import { checkPlan } from '../../../city/pack/check-plan.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { planOf } from '../../../city/pack/store-versions.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { Noted, Versioned } from '../acts.ts'
import { orNone } from '../find.ts'

export type PlanLine = Versioned<'plan'> & {
  type: NonNullable<ReturnType<Packs['typeOf']>>['type']
  faultsOf(plan: Plan): PlanFault[]
}

/** The plan of a type of events as a line of versions; refuses a type no pack has. */
export function planLine(id: string, packs: Packs): PlanLine {
  const { pack, type } = orNone(packs.typeOf(id))
  const faultsOf = (plan: Plan) => checkPlan(plan, type, pack)
  return {
    ...{ line: planOf(id), pack, type, shipped: type.plan, faultsOf },
    asTried: (plan) => ({ type: id, plan }),
    refuseFaulty: (plan) => refusePlanFault(faultsOf(plan)),
    note: (tx, noted) => note(tx, { type: id, name: type.name }, noted),
  }
}

/** Refuses with the first of some faults, its place and how many there are. */
export function refusePlanFault(faults: PlanFault[]): void {
  const [first] = faults
  if (!first) return
  throw new RefusalError({
    code: 'plan.faulty',
    details: { place: first.path, fault: first.code, faultZh: first.words.zh, faultEn: first.words.en, count: faults.length },
  })
}

const note = (
  tx: Tx,
  { type, name }: { type: string; name: { zh: string; en: string } },
  { verb, ...more }: Noted,
): Promise<unknown> =>
  // The union of what is noted has the very bodies of these kinds.
  tx.record({ kind: `plan.${verb}`, subject: type, area: null, body: { type, name, ...more } as never })
