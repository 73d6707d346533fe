import type { FactView } from '../../../contract/fact.ts'
import type { ReviewProof } from '../../../contract/review.ts'
import { shownBy, shownByKind } from '../../../contract/review-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Db } from '../../kernel/spine.ts'
import { type RulesAt, type ShownFact, shows } from './rules/shows.ts'
import { changesSince } from './store-actions.ts'
import { ruleVersions } from './store-targets.ts'
import type { ActionRecord, ReviewRecord } from './types.ts'

type Asked = {
  row: Pick<ReviewRecord, 'opened_at' | 'area'>
  action: Pick<ActionRecord, 'kind' | 'target'>
  scope: readonly string[]
  packs: Packs
}

/**
 * Published changes of exactly what an action names since its review was opened, the newest first; of an action from before things were named any of its
 * kind, as it was said then. `position`: that one only.
 */
export async function proofsOf(db: Db, { row, action, scope, packs }: Asked, position?: string): Promise<ReviewProof[]> {
  const { target } = action
  const kinds = target ? [...shownBy[target.what]] : shownByKind(action.kind)
  const facts = await changesSince(db, kinds, { since: row.opened_at, scope, ...(position === undefined ? {} : { position }) })
  if (!target) return facts.map((fact) => ({ fact, change: null }))
  const rulesAt = target.what === 'rule' ? await rulesOf(db, packs, { pack: target.pack, facts }) : () => null
  return facts.flatMap(({ unit, ...fact }) => {
    const shown = shows(target, { ...fact, unit } as ShownFact, { area: row.area, rulesAt })
    return shown ? [{ fact, change: shown.change }] : []
  })
}

/** The rules of a pack in the versions some facts tell of. */
async function rulesOf(db: Db, packs: Packs, { pack, facts }: { pack: string; facts: readonly FactView[] }): Promise<RulesAt> {
  const told = facts.flatMap(({ body }) => [Number(body.before), Number(body.version)])
  const versions = await ruleVersions(db, pack, [...new Set(told)])
  return (of, no) => (of === pack ? (versions.get(no) ?? (no === 0 ? (packs.shipped(pack)?.detect ?? null) : null)) : null)
}
