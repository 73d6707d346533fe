import type { Tx } from '../../kernel/spine.ts'
import type { Shed } from './types.ts'

/** Adds to the counts of this hour; the place is that of the device's object. */
export async function addShed(tx: Tx, shed: Shed[]): Promise<void> {
  await tx.query(
    `insert into shed (hour, device, kind, reason, n, first_at, last_at, area)
     select date_trunc('hour', $1::timestamptz), n.device, n.kind, n.reason, n.n, $1, $1,
       (select o.area from devices d join objects o on o.id = d.object where d.id = n.device)
     from unnest($2::text[], $3::text[], $4::text[], $5::int[]) as n(device, kind, reason, n)
     on conflict (hour, device, kind, reason) do update set n = shed.n + excluded.n, last_at = excluded.last_at`,
    [
      tx.now,
      shed.map(({ device }) => device),
      shed.map(({ kind }) => kind),
      shed.map(({ reason }) => reason),
      shed.map(({ n }) => n),
    ],
  )
}
