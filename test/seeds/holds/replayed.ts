import { caseAt, type OrderAt, type ReplayFact } from '../../../contract/replay.ts'
import type { Db } from '../../../server/kernel/spine.ts'

type Row = {
  id: string
  state: string
  grade: string
  facts: ReplayFact[]
  orders: Pick<OrderAt, 'id' | 'state' | 'role' | 'acceptBy' | 'rungBy' | 'arriveBy' | 'finishBy' | 'pausedAt'>[]
}
const ended = new Set(['passed', 'excused', 'cancelled', 'transferred'])
const ms = (at: string | null): number | null => (at === null ? null : Date.parse(at))

/** An order as both sides can tell it; whether the clock of one that is over stands is nobody's business. */
const told = ({ id, state, role, acceptBy, rungBy, arriveBy, finishBy, pausedAt }: Row['orders'][number]) => ({
  ...{ id, state, role, acceptBy: ms(acceptBy), rungBy: ms(rungBy), arriveBy: ms(arriveBy), finishBy: ms(finishBy) },
  stands: ended.has(state) || state === 'submitted' ? null : pausedAt !== null,
})

/** Cases that, played from their facts to the end, are not what their rows say: each with both sides. */
export async function notAsReplayed(db: Db): Promise<{ event: string; what: string }[]> {
  const rows = await db.query<Row>(
    `select e.id, e.state, e.grade,
       (select coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'recordedAt', f.recorded_at, 'body', f.body) order by f.recorded_at, f.tx, f.id), '[]')
        from facts f where f.subject = e.id::text) as facts,
       (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'state', o.state, 'role', o.role, 'acceptBy', o.accept_by, 'rungBy', o.rung_by,
          'arriveBy', o.arrive_by, 'finishBy', o.finish_by, 'pausedAt', o.paused_at) order by o.id), '[]') from work_orders o where o.event = e.id) as orders
     from events e`,
  )
  return rows.flatMap(({ id, state, grade, facts, orders }) => {
    const played = caseAt(facts, Number.POSITIVE_INFINITY)
    const found = { state: played.state, grade: played.grade, orders: played.orders.map(told).toSorted(byId) }
    // A log put right on the spot, and a member of a group, are born in their state: no fact says of what grade.
    const kept = { state, grade: played.grade === null ? null : grade, orders: orders.map(told).toSorted(byId) }
    const same = JSON.stringify(found) === JSON.stringify(kept)
    return same ? [] : [{ event: id, what: `${JSON.stringify(found)} ≠ ${JSON.stringify(kept)}` }]
  })
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
