import { inScope } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Ender, Part } from './rules/false-alarm.ts'

/** The parts units have in an event, as far as its end depends on them. Read only: the orders belong to a later stage. */
export const partsOf = (db: Db, event: string): Promise<Part[]> =>
  db.query<Part>(
    'select unit, unit_name, role, mandatory, state, accepted_by, submitted_by from work_orders where event = $1 order by asked_at, id',
    [event],
  )

/** The caller as the rule about false alarms sees them. */
export async function enderOf(db: Db, caller: Caller, area: string): Promise<Ender> {
  const [unit] = await db.query<{ tier: string }>('select tier from units where id = $1', [caller.unit])
  const { person, permits } = caller
  return { person, unit: caller.unit, tier: unit?.tier ?? '', permits, inScope: inScope(caller.scope, area) }
}
