import type { Db } from '../../server/kernel/spine.ts'
import type { Input } from './schedule.ts'
import type { World } from './world.ts'

export type Spoiling = { events: Set<string>; devices: Set<string>; timers: Set<string> }

/** Makes nonsense of one row, as a bad edit or a bad disk would: the plan of a case, the state of a device's rules, one timer. */
export async function poison(
  world: World,
  { what, dice: [which] }: Extract<Input, { do: 'poison' }>,
  spoiled: Spoiling,
): Promise<string> {
  const { query } = world.direct
  if (what === 'timer') {
    const key = `wo-accept:nonsense-${spoiled.timers.size}`
    // Due with the next clock of somebody's work: that one must ring all the same.
    await query(
      `insert into timers (key, kind, due_at, body) select $1, 'order.accept-due', coalesce(min(due_at), $2), '{"order": "nonsense"}'
       from timers where not bulk and tries < 5 and due_at > $2`,
      [key, world.now()],
    )
    spoiled.timers.add(key)
    return key
  }
  if (what === 'rule') {
    const device = `hf-990101-00${20 - Math.floor(which * 2)}`
    await query(`insert into rule_states (device, states) values ($1, '[7]') on conflict (device) do update set states = '[7]'`, [
      device,
    ])
    spoiled.devices.add(device)
    return device
  }
  const rows = await query<{ id: string; about: string }>(
    `select e.id, e.type || ' ' || coalesce(e.object, e.area) as about from events e join dispatches d on d.event = e.id where e.state = 'handling' order by e.opened_at, e.area, e.type, coalesce(e.object, ''), e.no`,
  )
  const event = rows[Math.floor(which * rows.length)]
  if (!event) return 'no plan'
  await query(`update dispatches set plan = '{}' where event = $1`, [event.id])
  spoiled.events.add(event.id)
  return `the plan of ${event.about}`
}

/** A spoiled case holds up what is measured at its place, and at those of the cases merged into it: what they send is refused by name. */
export async function spread(db: Db, { events, devices }: Pick<Spoiling, 'events' | 'devices'>): Promise<void> {
  if (events.size === 0) return
  const rows = await db.query<{ id: string }>(
    `select d.id from devices d join events e on e.object = d.object where e.id = any($1::uuid[]) or e.merged_into = any($1::uuid[])`,
    [[...events]],
  )
  for (const { id } of rows) devices.add(id)
}
