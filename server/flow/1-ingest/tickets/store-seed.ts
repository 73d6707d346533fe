import { demoGate } from '../../../../contract/demo-haul.ts'

type Client = { query(sql: string, values: unknown[]): Promise<{ rowCount: number | null }> }

/**
 * Invented tickets of the last 30 days for trucks of the demo that have a permit: six to fourteen a truck, within the first five hours its (first) permit allows, closed after fifty minutes, so that firms
 * have trips to be held against; about one in twelve left unwashed, all longer ago than anybody is sent out for. Answers how many.
 */
export async function seedTickets(client: Client, now: Date): Promise<number> {
  const { rowCount } = await client.query(
    `insert into tickets (pack, no, from_code, to_code, plate, carrier, area, load, opened_at, opened_by, closed_at, closed_load, closed_by, told_by, received_at, demo, washed)
     select 'spoil-truck', 'LS-' || right(t.code, 5) || '-' || n, s.code, p.details ->> 'disposal', t.details ->> 'plate', t.id, s.area, 15,
       g.at, '某某', g.at + interval '50 minutes', 15, '某甲', $1, g.at + interval '50 minutes', true, abs(hashtext(t.code || n)) % 12 > 0
     from objects t join lateral (select details from objects where kind = 'spoil-permit' and details ->> 'truck' = t.code order by code limit 1) p on true
     join objects s on s.kind = 'spoil-site' and s.code = p.details ->> 'site'
     cross join lateral generate_series(1, 6 + abs(hashtext(t.code)) % 9) n
     cross join lateral (select (date_trunc('day', $2::timestamptz at time zone 'Asia/Shanghai') - (2 * n + 1) * interval '1 day'
       + (p.details ->> 'hours-from')::interval + abs(hashtext(t.code || n)) % 18000 * interval '1 second') at time zone 'Asia/Shanghai' as at) g
     where t.kind = 'spoil-truck' and t.demo and t.code like 'ZT%' on conflict do nothing`,
    [demoGate.key, now],
  )
  return rowCount ?? 0
}
