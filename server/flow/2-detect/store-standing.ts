import type { Packs } from '../../city/pack/packs.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { type Standing, stillStanding } from './rules/still-standing.ts'
import { type AlarmRow, alarmColumns, objectKey } from './store.ts'
import type { RuleState } from './types.ts'

export type { Standing }

/** An alarm, locked; null while readings are at work on it. */
export async function lockAlarmIfFree(tx: Tx, id: string): Promise<AlarmRow | null> {
  const [row] = await tx.query<AlarmRow>(`select ${alarmColumns} from alarms where id = $1 for update skip locked`, [id])
  return row ?? null
}

/** What an open alarm still rests on, by the memory of its rules; null when it only waits to clear. */
export async function standingOf(db: Db, packs: Packs, alarm: AlarmRow): Promise<Standing | null> {
  const parts = Object.entries(alarm.contributors).map(([key, severity]) => {
    const cut = key.lastIndexOf(':')
    return { device: key.slice(0, cut), rule: key.slice(cut + 1), severity }
  })
  const rows = await db.query<{ device: string; states: Record<string, RuleState>; heard_at: Date | null }>(
    // A whole object was heard when any of its devices was.
    `select r.device, r.states, coalesce(s.last_fed,
       (select max(m.last_fed) from devices d join device_states m on m.device = d.id where d.object = $2 and r.device = $3)) as heard_at
     from rule_states r left join device_states s on s.device = r.device
     where r.device = any($1)`,
    [parts.map((part) => part.device), alarm.object, objectKey(alarm.object)],
  )
  const memory = new Map(rows.map((row) => [row.device, row]))
  const rules = new Map(packs.byId(alarm.pack).detect.map((rule) => [rule.id, rule]))
  return stillStanding(
    parts.flatMap(({ device, rule: id, severity }) => {
      const [rule, row] = [rules.get(id), memory.get(device)]
      const state = row?.states[id]
      return rule && row && state ? [{ rule, state, severity, heardAt: row.heard_at?.getTime() ?? null }] : []
    }),
  )
}
