import type { Going } from '../../kernel/partitions.ts'
import type { Tx } from '../../kernel/spine.ts'

/** Of a device and a day at most so many readings outlive their days (some 200 KB): those nearest to a change of its alarm. */
const most = 2_000

/**
 * Keeps what explains a red or orange alarm before its readings go: those of all devices of its object from a day before each of its
 * changes (as far back as a why looks) to ten minutes after. Run in the transaction that takes the readings away.
 */
export async function keepGraveReadings(tx: Pick<Tx, 'query'>, { table, from, to }: Going): Promise<void> {
  await tx.query(
    `with moments as (
       select d.id as device, c.at from alarms a join alarm_changes c on c.alarm = a.id join devices d on d.object = a.object
       where a.peak in ('red', 'orange') and c.at > $1::timestamptz - interval '10 minutes' and c.at < $2::timestamptz + interval '1 day'),
     near as (
       select r.ctid as row, r.device, min(abs(extract(epoch from r.at - m.at))) as away from ${table} r
       join moments m on m.device = r.device and r.at between m.at - interval '1 day' and m.at + interval '10 minutes'
       where r.at >= $1 and r.at < $2 group by 1, 2),
     nearest as (select row, row_number() over (partition by device order by away, row) as nth from near)
     insert into kept_readings (at, device, received_at, seq, "values", quality)
     select r.at, r.device, r.received_at, r.seq, r."values", r.quality from ${table} r join nearest n on n.row = r.ctid where n.nth <= $3`,
    [from, to, most],
  )
}
