import { attempt } from '../../../kernel/attempt.ts'
import type { Flow, Handler } from '../../../kernel/facts.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { ToldVital } from '../../2-detect/types.ts'
import { countAnew } from './derived/store-count.ts'
import type { OnTold } from './roll-up.ts'
import { isJudged, judgedValue } from './rules/opening-number.ts'
import { periodStart, writePeriod } from './rules/period.ts'
import type { LiveTree } from './store-live-tree.ts'
import { homesFollow, opening, type VitalRecord } from './store-registry.ts'
import { endToldTasks, taskHandlers } from './tasks/watch.ts'
import type { Change, TreeRead } from './types.ts'

/** `judge`: what values of vitals that open events are held against (2-detect), in the transaction of the roll-up. */
type Deps = { tree: LiveTree; zone: string; judge: (tx: Tx, told: readonly ToldVital[]) => Promise<void> }

/** What follows from values as they are rolled up: tasks end, and what opens events is judged. */
export function createVitalWatch({ tree, zone, judge }: Deps) {
  const onTold: OnTold = async (tx, { told: changes, above }, read) => {
    const ground = { tree: read, zone }
    // At their own risk: a case that cannot be opened must not keep the numbers of the whole city from being rolled up.
    await attempt(tx, 'tasks of silent vitals', () => endToldTasks(tx, changes, ground))
    await attempt(tx, 'events of vitals', async () => {
      const records = await opening(tx, [...new Set(changes.map(({ vital }) => vital))])
      const told = [...changes, ...above].flatMap(
        (change) => toldOf(change, records.get(change.vital), { ...ground, now: tx.now.getTime() }) ?? [],
      )
      await judge(tx, told)
    })
  }
  const { onAreasEnded, ...tasks } = taskHandlers({ tree, zone })
  /**
   * Areas have changed: the tree is read anew, everything that is counted from rows is counted anew in the period that runs, vitals go with
   * their areas, and what is no more is asked for nothing.
   */
  const onAreas: Handler<'areas.changed'> = async (_, tx) => {
    await countAnew(tx)
    await homesFollow(tx)
    tree.forget()
    await onAreasEnded(tx)
  }
  return { ...tasks, onTold, after: { 'areas.changed': { vitals: onAreas } } as Flow['after'] }
}

function toldOf(
  { area, period, part }: Change,
  record: VitalRecord | undefined,
  { tree, zone, now }: { tree: TreeRead; zone: string; now: number },
): ToldVital | null {
  const node = tree.node(area)
  const { normal, opens, eventType, objectKind = null } = record?.definition ?? {}
  if (!record || !node || !normal || !opens || !eventType || !isJudged(record.definition, node)) return null
  // The first readings of an hour are not its mean: it is judged when it is over, and anew with whatever comes late.
  if (record.definition.count?.of === 'readings' && periodStart(record.definition.cadence, period, zone, 1) > now) return null
  const { code } = record
  const due = tree.countUnderAt(area, record.definition.tier, period, periodStart(record.definition.cadence, period, zone, 1))
  const { name, unit, cadence, hysteresis, aggregation } = record.definition
  // The digits of a ratio are those of its two numbers; it is said with two.
  const decimals = aggregation === 'ratio' ? 2 : record.definition.decimals
  return {
    ...{ vital: code, name: name.zh, area, areaName: node.name, path: node.paths[0] ?? '', period },
    ...{
      periodText: writePeriod(cadence, period, zone),
      value: judgedValue(record.definition, node, { part, due }),
      decimals,
      unit: unit.zh,
    },
    ...{ least: normal.least ?? null, most: normal.most ?? null, hysteresis, hold: opens.hold, type: eventType },
    objectKind,
  }
}
