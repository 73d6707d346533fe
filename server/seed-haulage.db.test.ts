import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import pg from 'pg'
import { demoField } from '../contract/demo-field.ts'
import { demoHaulers } from '../contract/demo-haulers.ts'
import { seedNow, testDatabase } from '../test/database.ts'
import { seedFieldDevices } from './city/seed/field-devices.ts'
import { seedCameras } from './flow/1-ingest/cameras/store-seed.ts'
import { seedTickets } from './flow/1-ingest/tickets/store-seed.ts'
import { seedTrucksAndCameras } from './seed-demo.ts'

let close = async (): Promise<void> => {}
after(() => close())
const made = await testDatabase('city')
const client = new pg.Client({ connectionString: made.url })
await client.connect()
close = async () => {
  await client.end()
  await made.drop()
}
const rows = async <T>(sql: string): Promise<T[]> => (await client.query(sql)).rows as T[]

describe('spoil haulage of the demo', () => {
  it('has two hundred trucks of twelve firms, each where it belongs and with its tickets', async () => {
    await seedFieldDevices(client, demoField)
    const said: string[] = []
    await seedTrucksAndCameras(client, seedNow, (line) => said.push(line))
    assert.equal(said.length, 2, 'objects with tickets, and cameras: each after what it needs')
    const [n] = await rows<{ trucks: number; firms: number; stray: number }>(
      `select count(*) filter (where kind = 'spoil-truck')::int as trucks, count(*) filter (where kind = 'haul-firm')::int as firms,
         count(*) filter (where kind = 'spoil-truck' and not exists (select 1 from objects f where f.kind = 'haul-firm' and f.code = o.details ->> 'firm'))::int as stray
       from objects o`,
    )
    assert.deepEqual([n?.trucks, n?.firms, n?.stray], [200, 12, 0])
    const [{ tickets }] = (await rows<{ tickets: number }>('select count(*)::int as tickets from tickets')) as [
      { tickets: number },
    ]
    assert.ok(tickets > 198 * 6 && tickets < 198 * 14, `${tickets}`)
    const [site] = await rows<{ most: number }>(
      `select max(sum(k.load) / (o.details ->> 'volume')::float8) over () as most from tickets k join objects o on o.code = k.from_code group by o.code, o.details`,
    )
    assert.ok(site!.most < 1, `no site gave more than it may: ${site!.most}`)
    assert.equal(await seedTickets(client, seedNow), 0, 'only once')
    const [terminals] = await rows<{ n: number; known: number; nearly: number }>(
      `select (select count(*)::int from devices d join objects o on o.id = d.object where d.kind = 'vehicle-terminal' and d.id like 'jt-500107-%' and o.kind = 'spoil-truck') as n,
         (select count(*)::int from senders where device like 'jt-500107-%') as known,
         (select sum(load)::float8 from tickets where from_code = 'GD500107-3') as nearly`,
    )
    assert.deepEqual([terminals!.n, terminals!.known], [demoHaulers.length, demoHaulers.length])
    assert.ok(
      terminals!.nearly > 780 && terminals!.nearly < 840,
      `${terminals!.nearly} of 840 m³: it will have given too much soon`,
    )
    const [stray] = await rows<{ n: number; fresh: number }>(
      `select count(*) filter (where (k.opened_at at time zone 'Asia/Shanghai')::time - (p.details ->> 'hours-from')::time not between '0s' and '5h'
           and (k.opened_at at time zone 'Asia/Shanghai')::time - (p.details ->> 'hours-from')::time not between '-24h' and '-19h')::int as n,
         count(*) filter (where k.opened_at > '${seedNow.toISOString()}'::timestamptz - interval '24 hours')::int as fresh
       from tickets k join lateral (select details from objects where kind = 'spoil-permit' and details ->> 'truck' = upper(k.carrier) order by code limit 1) p on true`,
    )
    assert.deepEqual(stray, { n: 0, fresh: 0 }, 'loaded within the hours of its permit, none so lately that somebody is sent out')
  })

  it('has permits with hours, and routes of the trucks that tell where they are', async () => {
    const [n] = await rows<{ permits: number; hours: number; routed: number }>(
      `select count(*)::int as permits, count(*) filter (where details ->> 'hours-from' <> details ->> 'hours-to')::int as hours,
         count(distinct details ->> 'truck') filter (where details ? 'route')::int as routed
       from objects where kind = 'spoil-permit'`,
    )
    const driven = demoHaulers.flatMap(({ permit, hours }) => (permit === 'none' ? [] : hours)).length
    const permits = 202 - demoHaulers.length + driven
    assert.deepEqual(n, { permits, hours: permits, routed: 2 + demoHaulers.length - 1 })
  })

  it('has more than six hundred cameras, each in an area', async () => {
    assert.equal(await seedCameras(client, seedNow), 0, 'only once')
    const [n] = await rows<{ n: number; areas: number }>(
      `select count(*)::int as n, count(distinct split_part(area, '/', 2))::int as areas from cameras where area like '50/%'`,
    )
    assert.equal(n?.n, 625)
    assert.ok(n!.areas >= 8, `${n?.areas} districts`)
  })
})
