import type { Db } from '../../kernel/spine.ts'
import type { Callable } from './rules/may-call.ts'

/** Who is responsible for a case: who accepted it, the lead first, then those called for it, the last one first. Unmasked. */
export const responsibleOf = (db: Db, event: string): Promise<Callable[]> =>
  db.query<Callable>(
    `select id, name, phone from (
       select n.id, n.name, n.phone, case o.role when 'lead' then 0 else 1 end as rank, o.asked_at as at
         from work_orders o join persons n on n.id = o.accepted_by
         where o.event = $1 and o.state not in ('returned', 'transferred', 'cancelled', 'excused')
       union all
       select n.id, n.name, n.phone, case when c.inform then 3 else 2 end, c.called_at
         from calls c join persons n on n.id = c.person where c.event = $1) people
     order by rank, at desc, id`,
    [event],
  )
