import type { Db } from '../../kernel/spine.ts'
import type { Callable } from './rules/may-call.ts'

/**
 * Who is responsible for a case: of the lead who accepted it, else who was called for it, the last one first; then the same of the units
 * that assist; last who was only told, or called for an order that has gone elsewhere. Unmasked.
 */
export const responsibleOf = (db: Db, event: string): Promise<Callable[]> =>
  db.query<Callable>(
    `with orders as (
       select id, accepted_by, asked_at, case role when 'lead' then 0 else 2 end as rank
         from work_orders where event = $1 and state not in ('returned', 'transferred', 'cancelled', 'excused'))
     select id, name, phone from (
       select n.id, n.name, n.phone, o.rank, o.asked_at as at from orders o join persons n on n.id = o.accepted_by
       union all
       select n.id, n.name, n.phone, case when c.inform or o.id is null then 4 else o.rank + 1 end, c.called_at
         from calls c join persons n on n.id = c.person left join orders o on o.id = c.work_order where c.event = $1) people
     order by rank, at desc, id`,
    [event],
  )
