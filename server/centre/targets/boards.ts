import type { Db } from '../../kernel/spine.ts'
import { type Looking, readBoard, type Said } from './read-board.ts'
import { newestEntries, unitNames } from './store.ts'
import type { PlanRow } from './types.ts'

/** Plans as they stand in a quarter, looked at on a day of it: two statements, however many there are. */
export async function boardsOf(
  db: Db,
  plans: readonly PlanRow[],
  caller: Looking['caller'],
  { quarter, day }: Pick<Looking, 'quarter' | 'day'>,
) {
  const entries = await newestEntries(
    db,
    plans.map(({ id }) => id),
    quarter,
  )
  const owners = entries.flatMap(({ said }) => (said.kind === 'owner' ? [said.unit, ...said.coUnits] : []))
  const names = new Map((await unitNames(db, owners)).map(({ id, name }) => [id, name]))
  const byPlan = Map.groupBy(entries, ({ plan }) => plan)
  return plans.map((plan) => {
    const said: Map<string, Said> = Map.groupBy(byPlan.get(plan.id) ?? [], ({ subject }) => subject)
    return readBoard(plan, said, { caller, quarter, day, names })
  })
}
