import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { ObjectDevices } from '../../../../contract/object-device.ts'
import { truckPack } from '../../../../test/demo-packs.ts'
import { firstDevice, startStory } from '../../../../test/story.ts'

const first = 'tank-990101-0001'
const gateway = 'gw-990101'
// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: [truckPack] })

type Answer = { id: string; changed: boolean; code: string; details: Record<string, unknown> }
const post = (path: string, body: unknown, as = 'baining') => story.as(as).post<Answer>(`/api/v1/${path}`, body)
const at = async (object: string, as = 'baining') =>
  (await story.as(as).get<ObjectDevices>(`/api/v1/objects/${object}/devices`)).body
const monitor = (id: string, more: object = {}) => ({ id, kind: 'gas-monitor', gateway, ...more })
const refusal = async (object: string, body: object) => {
  const { status, body: told } = await post(`objects/${object}/devices`, body)
  return `${status} ${told.details?.path} ${told.details?.reason}`
}
const openAlarms = (object: string) =>
  story.sql<{ severity: string; family: string }>(
    'select severity, family from alarms where object = $1 and cleared_at is null order by family',
    [object],
  )
const outside = (
  await story.sql<{ id: string }>(`select id from objects where area like '99/990101/990101002/%' order by id limit 1`)
)[0]!.id
const registered = await post('objects', {
  kind: 'septic-tank',
  code: 'NEW-1',
  name: '渡口新建化粪池',
  lon: 105.5072,
  lat: 31.5069,
})
const tank = registered.body.id

describe('devices of objects', () => {
  it('says which may stand at an object and which gateways may speak for them, to its keeper only', async () => {
    const { rows, kinds, gateways, mayKeep } = await at(tank)
    assert.deepEqual(rows, [])
    assert.deepEqual([kinds.map(({ kind }) => kind), mayKeep], [['gas-monitor'], true])
    assert.deepEqual(
      gateways.map(({ id }) => id),
      [gateway],
    )
    const seen = await at(tank, 'xieran')
    assert.deepEqual([seen.kinds, seen.gateways, seen.mayKeep], [[], [], false])
  })

  it('takes no reading before a device is registered, and raises the object’s alarm after', async () => {
    const strange = await story.reads('hf-990101-new', { ch4: 60 })
    assert.equal(strange.status, 403)
    const kept = await story.sql<{ code: string }>(`select code from quarantine where details ->> 'device' = 'hf-990101-new'`)
    assert.deepEqual(kept, [{ code: 'reading.not-allowed' }], 'and it lies in the quarantine')
    assert.equal((await post(`objects/${tank}/devices`, monitor('hf-990101-new'), 'xieran')).status, 403)
    const done = await post(`objects/${tank}/devices`, monitor('hf-990101-new', { name: '新探头', intervalS: 30 }))
    assert.equal(done.status, 200)
    assert.equal((await story.reads('hf-990101-new', { ch4: 60 })).status, 202)
    await story.pass({ m: 11 })
    const alarms = await openAlarms(tank)
    assert.ok(alarms.length > 0, 'the alarm is the object’s')
    const [row] = (await at(tank)).rows
    assert.deepEqual([row?.name, row?.intervalS, row?.state, row?.lastAt !== null], ['新探头', 30, 'online', true])
  })

  it('refuses a taken number, a kind that does not fit, a strange gateway and what lies outside', async () => {
    assert.equal(await refusal(tank, monitor(firstDevice)), '400 /id name.taken')
    assert.equal(await refusal(tank, monitor('x-1', { kind: 'vehicle-terminal' })), '400 /kind unfit')
    assert.equal(await refusal(tank, monitor('x-1', { gateway: 'gw-nobody' })), '400 /gateway name.unknown')
    assert.match(await refusal(tank, monitor('a/b')), /^400 \/id /)
    assert.equal((await post(`objects/${outside}/devices`, monitor('x-1'))).status, 404)
    assert.deepEqual(await story.sql(`select 1 from devices where id = 'x-1'`), [])
    const [theirs] = await story.sql<{ id: string }>('select id from devices where object = $1', [outside])
    assert.equal((await post(`devices/${theirs!.id}/change`, { intervalS: 5 })).status, 404)
    assert.equal((await post(`devices/${theirs!.id}/retire`, { reason: '越界' })).status, 404)
  })

  it('lets one of two who register the same number win', async () => {
    const both = await Promise.all([tank, first].map((object) => post(`objects/${object}/devices`, monitor('hf-990101-twice'))))
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 400])
    assert.equal((await story.facts('device.registered')).filter(({ body }) => body.device === 'hf-990101-twice').length, 1)
    const winner = (await story.sql<{ object: string }>(`select object from devices where id = 'hf-990101-twice'`))[0]!.object
    assert.equal(winner, both[0]!.status === 200 ? tank : first)
  })

  it('records what changed, and nothing when nothing did', async () => {
    assert.equal((await post('devices/hf-990101-new/change', { intervalS: 120, name: '新探头' })).body.changed, true)
    assert.equal((await post('devices/hf-990101-new/change', { intervalS: 120 })).body.changed, false)
    const facts = await story.facts('device.changed')
    assert.deepEqual(
      facts.map(({ subject, body }) => [subject, body.changes]),
      [[tank, [{ field: 'device/intervalS', personal: false, from: 30, to: 120 }]]],
    )
  })

  it('ends what a retired device said and takes nothing of it any more', async () => {
    assert.ok((await openAlarms(tank)).length > 0)
    // So that it is not the last one.
    await post(`objects/${tank}/devices`, monitor('hf-990101-second'))
    assert.equal((await post('devices/hf-990101-new/retire', { reason: '探头进水报废' })).status, 200)
    assert.deepEqual(await openAlarms(tank), [])
    assert.equal((await story.facts('alarm.cleared')).at(-1)?.body.cause, 'withdrawn')
    const { n: before } = (await story.sql<{ n: number }>('select count(*)::int as n from readings'))[0]!
    assert.equal((await story.reads('hf-990101-new', { ch4: 60 })).status, 403)
    const { n: after } = (await story.sql<{ n: number }>('select count(*)::int as n from readings'))[0]!
    assert.equal(after, before)
    await story.pass({ m: 20 })
    assert.ok(!(await openAlarms(tank)).some(({ family }) => family === 'gas'), 'no wake-up brings them back')
    const again = await post('devices/hf-990101-new/retire', { reason: '再停一次' })
    assert.deepEqual([again.status, again.body.code], [409, 'object.device-retired'])
    const history = await story.as('baining').get<{ rows: { kind: string }[] }>(`/api/v1/objects/${tank}/history`)
    assert.deepEqual(
      history.body.rows.map(({ kind }) => kind).filter((kind) => kind.startsWith('device.') && kind !== 'device.registered'),
      ['device.retired', 'device.changed'],
    )
    await story.acknowledge()
  })

  it('brings a retired number back at its own object only: readings stay with the one they were of', async () => {
    const elsewhere = await post(`objects/${first}/devices`, monitor('hf-990101-new'))
    assert.deepEqual([elsewhere.status, elsewhere.body.code], [409, 'object.device-elsewhere'])
    assert.equal((await post(`objects/${tank}/devices`, monitor('hf-990101-new'))).status, 200)
    assert.equal((await story.reads('hf-990101-new', { ch4: 1 })).status, 202)
  })
})
