import type { Quiet } from '../../../../contract/pack.ts'
import { objectById } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { type Opening, openEvent, titleOf } from '../open.ts'
import { attendedBy } from '../store-again.ts'
import { insertSignal } from '../store-signals.ts'
import { flapsUntil } from './rules/reasons.ts'
import { ruleKey } from './rules/rule-key.ts'
import { lockUpkeep, noisyEnded, openAboutRule, upkeepEnded } from './store-upkeep.ts'

type Deps = { packs: Packs; zone: string }
type What = Pick<
  Opening,
  'type' | 'title' | 'area' | 'lon' | 'lat' | 'address' | 'content' | 'object' | 'demo' | 'lead' | 'aboutRule'
>

/** What was seen after a moment; all of it where there is none. */
const since = (moments: readonly number[], ended: Date | null): readonly number[] =>
  ended ? moments.filter((at) => at > ended.getTime()) : moments

type Flapping = { object: string; raises: readonly number[]; quiet: Quiet }

/**
 * An object whose alarm flaps becomes one task for whoever maintains it; while that task is open there is no other, and after it only
 * once the alarm has flapped anew.
 */
export async function maintain(tx: Tx, deps: Deps, { object, raises, quiet }: Flapping): Promise<void> {
  const found = deps.packs.typeOf('upkeep.device')
  if (!found?.type.family) return
  await lockUpkeep(tx, object)
  if (await attendedBy(tx, object, found.type.family)) return
  const anew = since(raises, await upkeepEnded(tx, found.type.id, object))
  if (flapsUntil(anew, quiet, tx.now.getTime()) === null) return
  const thing = (await objectById(tx, object))!
  const { area, lon, lat, address, demo, maintainer_unit, name } = thing
  await open(tx, deps, {
    ...{ type: found.type.id, title: titleOf(found.type.title.zh, { object: name }), area, lon, lat, address, object, demo },
    ...{
      lead: maintainer_unit,
      content: `1 小时内同类报警 ${anew.length} 次。仍这样反复时，非红色的只记录、不立案；频次降下来后照常。`,
    },
  })
}

/**
 * A rule that brought more before people than its budget becomes one event for its owner; while that is open there is no other, and after
 * it only once a budget is used up anew.
 */
export async function tellNoisy(
  tx: Tx,
  deps: Deps,
  { pack, rule, object, opened }: { pack: string; rule: string; object: string; opened: readonly number[] },
): Promise<void> {
  const found = deps.packs.typeOf('upkeep.noisy-rule')
  if (!found) return
  const aboutRule = ruleKey({ pack, rule })
  await lockUpkeep(tx, aboutRule)
  if (await openAboutRule(tx, aboutRule)) return
  const { budget } = deps.packs.byId(pack).quiet
  const anew = since(opened, await noisyEnded(tx, aboutRule))
  if (anew.length < budget) return
  const thing = (await objectById(tx, object))!
  const name = deps.packs.byId(pack).detect.find(({ id }) => id === rule)?.name.zh ?? rule
  await open(tx, deps, {
    ...{ type: found.type.id, title: titleOf(found.type.title.zh, { object: name }), aboutRule, lead: null, object: null },
    // Rules hold for the whole city: so does what is wrong with one.
    ...{ area: `${thing.area.split('/')[0]}/`, lon: thing.lon, lat: thing.lat, address: null, demo: thing.demo },
    content: `规则“${name}”1 小时内已有 ${anew.length} 条报警立案或待研判，达到预算 ${budget} 条。其后待研判的只记录；会自动派遣的照常立案。`,
  })
}

async function open(tx: Tx, { packs, zone }: Deps, what: What): Promise<void> {
  const grade = packs.typeOf(what.type)!.type.grade
  const rest = { grade, source: 'sensor', alarm: null } as const
  const event = await openEvent(tx, packs, zone, { ...what, ...rest, mode: 'auto', severity: null })
  const { type, title, area, lon, lat, address, content, object, demo } = what
  const shown = { type, title, area, lon, lat, address, content, object, demo }
  await insertSignal(tx, { id: tx.newId(), ...shown, ...rest, state: 'auto', report: null, event: event.id })
}
