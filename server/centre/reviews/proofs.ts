import type { FactView } from '../../../contract/fact.ts'
import type { ReviewProof, ReviewTarget } from '../../../contract/review.ts'
import { shownBy, shownByKind } from '../../../contract/review-kinds.ts'
import { maskName } from '../../city/mask.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Db } from '../../kernel/spine.ts'
import { cityTime } from '../desk/rules/csv.ts'
import { itemColumns } from '../items/rules/read-item.ts'
import { calledOf } from '../register/rules/read-charges.ts'
import { type RulesAt, type ShownFact, shows } from './rules/shows.ts'
import { type DutiesAt, type Held, isDuty } from './rules/shows-duty.ts'
import { stillStand } from './rules/still-stands.ts'
import { changesSince, type Marked } from './store-actions.ts'
import { chargesOf, holdersOf, unitNames } from './store-duties.ts'
import { ruleVersions } from './store-targets.ts'
import type { ActionRecord, ReviewRecord } from './types.ts'

type Asked = {
  row: Pick<ReviewRecord, 'opened_at' | 'area'>
  action: Pick<ActionRecord, 'kind' | 'target'>
  scope: readonly string[]
  packs: Packs
  zone: string
}

/**
 * Published changes of exactly what an action names since its review was opened, the newest first; of an action from before things were named any of its
 * kind, as it was said then. `position`: that one only.
 */
export async function proofsOf(db: Db, { row, action, scope, packs, zone }: Asked, position?: string): Promise<ReviewProof[]> {
  const { target } = action
  const kinds = target ? [...shownBy[target.what]] : shownByKind(action.kind)
  const marked = target ? marksOf(target) : []
  const facts = await changesSince(db, kinds, {
    since: row.opened_at,
    scope,
    marked,
    // What can be set back is shown by all its changes together.
    ...(position === undefined || isHeld(target) ? {} : { position }),
  })
  if (!target) return facts.map((fact) => ({ fact, change: null }))
  const rulesAt = target.what === 'rule' ? await rulesOf(db, packs, { pack: target.pack, facts }) : () => null
  const duties = await dutiesOf(db, target, { facts, zone })
  const found = facts.flatMap(({ unit, ...fact }) => {
    const shown = shows(target, { ...fact, unit } as ShownFact, { area: row.area, rulesAt, duties })
    return shown ? [{ fact, ...shown }] : []
  })
  return stillStand(found).flatMap(({ fact, change }) =>
    position === undefined || fact.position === position ? [{ fact, change }] : [],
  )
}

const isHeld = (target: ReviewTarget | null): boolean => target !== null && ['rule', 'setting', 'switch'].includes(target.what)

/** The rules of a pack in the versions some facts tell of. */
async function rulesOf(db: Db, packs: Packs, { pack, facts }: { pack: string; facts: readonly FactView[] }): Promise<RulesAt> {
  const told = facts.flatMap(({ body }) => [Number(body.before), Number(body.version)])
  const versions = await ruleVersions(db, pack, [...new Set(told)])
  return (of, no) => (of === pack ? (versions.get(no) ?? (no === 0 ? (packs.shipped(pack)?.detect ?? null) : null)) : null)
}

/** What the body of a fact says when it is of a thing; facts of other things are not read. Of a setting and a switch: its pack. */
function marksOf(target: ReviewTarget): Marked[] {
  switch (target.what) {
    case 'rule':
    case 'setting':
    case 'switch':
      return [{ key: 'pack', value: target.pack }]
    case 'plan':
      return [{ key: 'type', value: target.type }]
    case 'vital':
      return [{ key: 'vital', value: target.code }]
    case 'roster':
    case 'post':
      return [{ key: 'post', value: target.post }]
    case 'shift':
      return [
        { key: 'shift', value: target.shift },
        { key: 'was', value: target.shift },
      ]
    case 'charge':
      return [{ key: 'object', value: target.object }]
    case 'item':
      return [{ key: 'code', value: target.code }]
    case 'duty':
      return []
  }
}

/** What facts of duties do not say themselves; nothing is read for a target of another sort. */
async function dutiesOf(
  db: Db,
  target: ReviewTarget,
  { facts, zone }: { facts: readonly FactView[]; zone: string },
): Promise<DutiesAt> {
  const changes =
    target.what === 'item'
      ? facts.flatMap(({ body }) => (body.changes ?? []) as { field: string; from: string; to: string }[])
      : []
  const names = await unitNames(
    db,
    changes.flatMap(({ field, from, to }) => (field === 'unit' ? [from, to] : [])),
  )
  const columns: Readonly<Record<string, { zh: string; en: string }>> = itemColumns
  return {
    held: isDuty(target) && facts.length > 0 ? await heldOf(db, target) : [],
    moment: (iso) => cityTime(iso, zone)!.slice(0, 16),
    unit: (id) => names.get(id) ?? id,
    field: (of) => columns[of] ?? { zh: of, en: of },
  }
}

/** Who held a post, or answered for an object in a role, and when. */
async function heldOf(db: Db, target: ReviewTarget): Promise<Held[]> {
  const ms = (at: Date | null): number | null => at?.getTime() ?? null
  if (target.what === 'post')
    return (await holdersOf(db, target.post)).map(({ id, name, from, to }) => ({
      ...{ id, name: { zh: name, en: name }, from: from.getTime(), to: ms(to) },
    }))
  if (target.what !== 'charge') return []
  return (await chargesOf(db, [target.object], target.role)).map((line) => ({
    ...{ id: line.id, name: { zh: calledOf(line, 'zh', maskName), en: calledOf(line, 'en', maskName) } },
    ...{ from: line.valid_from.getTime(), to: ms(line.valid_to) },
  }))
}
