import { attempt } from '../../../kernel/attempt.ts'
import type { Flow, Handler } from '../../../kernel/facts.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { ToldVital } from '../../2-detect/types.ts'
import { countAnew } from './derived/store-count.ts'
import type { OnTold } from './roll-up.ts'
import { toldOf } from './rules/told-of.ts'
import type { LiveTree } from './store-live-tree.ts'
import { homesFollow, opening } from './store-registry.ts'
import { endToldTasks, taskHandlers } from './tasks/watch.ts'
import { formulasAfter, formulasAnew, sumsAfter } from './watch-formulas.ts'

/** `judge`: what values of vitals that open events are held against (2-detect), in the transaction of the roll-up. */
type Deps = { tree: LiveTree; zone: string; judge: (tx: Tx, told: readonly ToldVital[]) => Promise<void> }

/** What follows from values as they are rolled up: tasks end, and what opens events is judged. */
export function createVitalWatch({ tree, zone, judge }: Deps) {
  const onTold: OnTold = async (tx, { told: changes, above, cut }, read) => {
    const ground = { tree: read, zone, now: tx.now.getTime() }
    // At their own risk: a case that cannot be opened must not keep the numbers of the whole city from being rolled up.
    await attempt(tx, 'tasks of silent vitals', () => endToldTasks(tx, changes, ground))
    await attempt(tx, 'events of vitals', async () => {
      const records = await opening(tx, [...new Set(changes.map(({ vital }) => vital))])
      const told = changes.flatMap((change) => {
        const record = records.get(change.vital)
        return record ? (toldOf(record, change, ground) ?? []) : []
      })
      await judge(tx, [...told, ...(await sumsAfter(tx, { above, cut }, records, ground))])
    })
    await attempt(tx, 'events of formulas', async () => judge(tx, await formulasAfter(tx, { told: changes, cut }, ground)))
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
  /** Another definition is another number of the formulas over it, before anything is told anew. */
  const onPublished: Handler<'vital.published'> = async ({ body }, tx) => {
    const ground = { tree: await tree.read(), zone, now: tx.now.getTime() }
    await judge(tx, await formulasAnew(tx, body.vital, ground))
  }
  const after = { 'areas.changed': { vitals: onAreas }, 'vital.published': { formulas: onPublished } }
  return { ...tasks, onTold, after: after as Flow['after'] }
}
