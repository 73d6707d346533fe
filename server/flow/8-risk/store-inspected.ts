import { doneOf } from '../../city/inspection/rules/due-state.ts'
import { dueWindows } from '../../city/inspection/rules/due-windows.ts'
import type { DueWindow } from '../../city/inspection/types.ts'
import type { RatedObject } from '../../city/object/store-risk.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { Db } from '../../kernel/spine.ts'
import { planStarts, timesOf } from '../1-ingest/inspections/store.ts'
import { dayMs } from './rules/score-source.ts'
import type { Inspected, KindModel, Known } from './types.ts'

type Asked = { objects: readonly RatedObject[]; models: ReadonlyMap<string, KindModel>; calendar: WorkCalendar }

/** How objects were inspected, as far as their models ask; nothing is asked of the database where none does. */
export async function readInspected(
  tx: Db & { now: Date },
  { objects, models, calendar }: Asked,
): Promise<(object: RatedObject) => Known['inspections']> {
  const asking = objects.filter(({ kind }) => models.get(kind)!.inspections.length > 0)
  if (asking.length === 0) return () => ({})
  const from = new Date(
    tx.now.getTime() - Math.max(...[...models.values()].map(({ inspectedOver }) => Math.max(0, ...inspectedOver))) * dayMs,
  )
  const starts = await planStarts(tx)
  const times = Map.groupBy(
    await timesOf(
      tx,
      asking.map(({ id }) => id),
      from,
    ),
    ({ object, plan }) => `${object} ${plan}`,
  )
  // A day ahead, so that the window that runs is among them.
  const span = { from, to: new Date(tx.now.getTime() + dayMs) }
  const city = { zone: calendar.zone, isWorked: (day: number) => calendar.kindOfDay(day).work }
  const windows = new Map(
    [...models.values()].flatMap(({ kind, inspections }) =>
      inspections.map((plan) => [`${kind} ${plan.id}`, dueWindows(plan, span, { ...city, rains: [] })] as const),
    ),
  )
  return ({ id, kind, from: registered }) =>
    Object.fromEntries(
      models.get(kind)!.inspections.map((plan): [string, Inspected] => {
        const done = (times.get(`${id} ${plan.id}`) ?? []).map(({ at }) => at)
        const begun = starts.get(`${kind} ${plan.id}`) ?? tx.now
        const since = registered && registered > begun ? registered : begun
        const all = windows.get(`${kind} ${plan.id}`)!
        const shares = models
          .get(kind)!
          .inspectedOver.map((days) => [days, shareOf(all, { times: done, since }, { days, now: tx.now })] as const)
        const last = done.length > 0 ? new Date(Math.max(...done.map((at) => at.getTime()))) : null
        return [plan.id, { last, shares: Object.fromEntries(shares) }]
      }),
    )
}

type Done = { times: readonly Date[]; since: Date }
/** It turns when the window that runs is over, and when the oldest one leaves the stretch. */
function shareOf(windows: readonly DueWindow[], done: Done, { days, now }: { days: number; now: Date }) {
  const length = days * dayMs
  const recent = windows.filter(({ from }) => from.getTime() >= now.getTime() - length)
  const ends = recent.map(({ from, by }) => (by > now ? by.getTime() : from.getTime() + length + 1))
  return { ...doneOf(recent, done, now), until: Math.min(Number.POSITIVE_INFINITY, ...ends) }
}
