import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { z } from 'zod'
import type { Problem } from '../../../../contract/problem.ts'
import type { SenderDeviceList, SenderDone, SenderImported, SenderList, UnknownSenderList } from '../../../../contract/sender.ts'
import { plainFace, writeCsv } from '../../../../protocols/sheet/csv.ts'
import { writeXlsx } from '../../../../protocols/sheet/xlsx.ts'
import { fieldStory } from '../../../../test/field-devices.ts'
import {
  framesRead,
  location,
  peer,
  phone,
  register,
  registration,
  replied,
  signIn,
  terminal,
} from '../../../../test/field-peer.ts'
import type { Story } from '../../../../test/story.ts'

const path = '/api/v1/admin/senders'
const admin = (story: Story) => story.as('zouhaining')
const post = (story: Story, rest: string, body: object = {}) =>
  admin(story).post<z.infer<typeof SenderDone> & Problem>(`${path}${rest}`, body)
const listed = async (story: Story, query = '') =>
  (await admin(story).get<z.infer<typeof SenderList>>(`${path}${query}`)).body.rows
const open = (story: Story) => story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
const head = ['协议', '号码', '设备', '密码', '坐标系']
const importing = (story: Story, bytes: Uint8Array) =>
  admin(story).post<SenderImported & Problem>(`${path}/import`, { name: '登记表', data: Buffer.from(bytes).toString('base64') })

describe('the number of a field device', () => {
  it('that nobody registered is listed, and registered from there it is known at once', async (t) => {
    const story = await fieldStory(t)
    const one = await peer(t, await open(story))
    one.send(location(1, '260302093000', { from: '13800000000' }))
    await framesRead(one, 1)
    const unknown = async () => (await admin(story).get<z.infer<typeof UnknownSenderList>>(`${path}/unknown`)).body.rows
    assert.deepEqual(
      (await unknown()).map(({ protocol, number, frames }) => ({ protocol, number, frames })),
      [{ protocol: 'jt808', number: '13800000000', frames: 1 }],
    )
    assert.deepEqual((await story.as('chenli').get<z.infer<typeof UnknownSenderList>>(`${path}/unknown`)).body.rows, [])
    const device = (await admin(story).get<z.infer<typeof SenderDeviceList>>(`${path}/devices?q=gauge`)).body.rows[0]!
    assert.equal(device.id, 'gauge-1')
    const said = { protocol: 'jt808', number: '013800000000', device: device.id, code: 'given-code', crs: 'WGS-84' }
    assert.deepEqual((await post(story, '', said)).body, { protocol: 'jt808', number: '13800000000', changed: true })
    assert.deepEqual(await unknown(), [])
    one.send(signIn('given-code', 2, '13800000000'))
    assert.equal(await one.reads(20), replied({ answers: 2, id: 0x0102, result: 0 }, 1, '13800000000'))
    const facts = await story.facts('sender.registered')
    assert.deepEqual(
      facts.map(({ body }) => body),
      [{ protocol: 'jt808', number: '13800000000', device: 'gauge-1', coded: true, crs: 'WGS-84', lenient: false }],
    )
    await story.end()
  })

  it('shows no code anywhere, and says what it cannot take', async (t) => {
    const story = await fieldStory(t)
    const taken = await post(story, '', { protocol: 'jt808', number: phone, device: 'truck-1' })
    assert.equal(taken.status, 400)
    assert.equal(taken.body.details?.path, '/number')
    for (const [wrong, at] of [
      [{ protocol: 'sl651', number: 'x', device: 'gauge-1' }, '/number'],
      [{ protocol: 'sl651', number: '0011223355', device: 'nothing' }, '/device'],
      [{ protocol: 'sl651', number: '0011223355', device: 'gauge-1', code: 'long-one' }, '/code'],
      [{ protocol: 'sl651', number: '0011223355', device: 'gauge-1', crs: 'WGS-84' }, '/crs'],
      [{ protocol: 'ais', number: '413999000', device: 'gauge-1', lenient: true }, '/lenient'],
    ] as const)
      assert.equal((await post(story, '', wrong)).body.details?.path, at)
    await post(story, '/hj212/DUST0000000000000000001/change', { code: 'top-secret' })
    const rows = await listed(story)
    assert.deepEqual(
      rows.map(({ protocol, coded, bound }) => ({ protocol, coded, bound })),
      [
        { protocol: 'gb26875', coded: false, bound: false },
        { protocol: 'hj212', coded: true, bound: false },
        { protocol: 'jt808', coded: false, bound: false },
        { protocol: 'sl651', coded: true, bound: false },
      ],
    )
    const kept = [rows, await story.sql('select * from facts'), await story.sql('select * from idempotency_keys')]
    assert.doesNotMatch(JSON.stringify(kept), /top-secret|03e8/)
    assert.equal((await listed(story, '?q=dust&protocol=hj212')).length, 1)
    assert.equal((await listed(story, '?q=%25')).length, 0, 'a percent sign is one')
  })

  it('with another terminal: the one before is out at once, also on the connection it holds', async (t) => {
    const story = await fieldStory(t)
    const port = await open(story)
    const before = await terminal(t, story, port)
    assert.deepEqual((await post(story, `/jt808/${phone}/replace-terminal`)).body.changed, true)
    assert.deepEqual((await post(story, `/jt808/${phone}/replace-terminal`)).body.changed, false)
    before.send(location(3, '260302093000'))
    assert.equal(await before.reads(20), replied({ answers: 3, id: 0x0200, result: 1 }, 2))
    const next = await peer(t, port)
    next.send(registration('5a'))
    assert.equal((await next.reads(34)).slice(0, 6), '7e8100')
    before.send(register)
    const answer = await framesRead(before, 1)
    assert.match(answer, /^7e8100.*000101..7e$/, 'the one before gets no code any more')
    assert.equal((await story.facts('sender.terminal-replaced')).length, 1)
  })

  it('that ended is nobody’s from then on', async (t) => {
    const story = await fieldStory(t)
    const one = await terminal(t, story, await open(story))
    assert.equal((await post(story, `/jt808/${phone}/end`)).status, 200)
    one.send(location(3, '260302093000'))
    assert.equal(await one.reads(20), replied({ answers: 3, id: 0x0200, result: 1 }, 2))
    assert.equal((await post(story, `/jt808/${phone}/end`)).status, 404)
    assert.equal((await post(story, `/jt808/${phone}/change`, { device: 'dust-1' })).status, 404)
    assert.equal((await story.facts('sender.ended')).length, 1)
  })
})

describe('the leniency of a number', () => {
  it('is set by form, sheet and nothing else, and every change of it is a fact', async (t) => {
    const story = await fieldStory(t)
    const lenientOf = async (protocol: string) => (await listed(story, `?protocol=${protocol}`))[0]?.lenient
    assert.equal(await lenientOf('hj212'), false)
    assert.equal((await post(story, '/hj212/DUST0000000000000000001/change', { lenient: true })).body.changed, true)
    assert.equal((await post(story, '/hj212/DUST0000000000000000001/change', { lenient: true })).body.changed, false)
    assert.equal((await post(story, '/hj212/DUST0000000000000000001/change', { device: 'gauge-1' })).body.changed, true)
    assert.equal(await lenientOf('hj212'), true, 'left out it stays')
    const told = (await story.facts('sender.changed')).map(({ body }) => `${body.device} ${body.lenient}`)
    assert.deepEqual(told, ['dust-1 true', 'gauge-1 true'])
    const chief = await story.as('chenli').post<Problem>(`${path}/sl651/0011223344/change`, { lenient: true })
    assert.equal(chief.status, 403)
    const without = [head, ['HJ 212', 'DUST0000000000000000001', 'gauge-1', '', '']]
    assert.equal((await importing(story, writeCsv({ rows: without, face: plainFace }))).body.unchanged, 1)
    const sheet = [
      [...head, '校验从宽'],
      ['HJ 212', 'DUST0000000000000000001', 'gauge-1', '', '', '否'],
      ['SL 651', '0011223344', 'gauge-1', '', '', '是'],
      ['GB/T 26875.3', '010203040506', 'panel-1', '', '', ''],
      ['JT/T 808', '13700000000', 'truck-1', '', '', '是'],
    ]
    const { registered, changed, unchanged } = (await importing(story, writeCsv({ rows: sheet, face: plainFace }))).body
    assert.deepEqual([registered, changed, unchanged], [1, 2, 1])
    const rows = await story.sql<{ number: string; lenient: boolean }>(
      'select number, lenient from senders where lenient order by number',
    )
    assert.deepEqual(
      rows.map(({ number }) => number),
      ['0011223344', '13700000000'],
    )
    const out = (await admin(story).get(`${path}.csv`)).bytes
    assert.match(out.toString(), /SL 651,0011223344,gauge-1,,,是/)
    assert.equal((await importing(story, out)).body.unchanged, 5)
    await story.end()
  })
})

describe('a sheet of numbers', () => {
  it('is taken whole; again it changes nothing, and a code left empty stays', async (t) => {
    const story = await fieldStory(t)
    const rows = [head, ['HJ212', 'DUST0000000000000000001', 'dust-1', '654321', ''], ['SL651', '0011223344', 'gauge-1', '', '']]
    const wanted = [...rows, ['jt808', '013700000000', 'truck-1', '', 'GCJ-02']]
    const counts = async (bytes: Uint8Array) => {
      const { registered, changed, unchanged, faults } = (await importing(story, bytes)).body
      return [registered, changed, unchanged, faults.length]
    }
    assert.deepEqual(
      await counts(writeCsv({ rows: wanted, face: { ...plainFace, encoding: 'gb18030', bom: false } })),
      [1, 1, 1, 0],
    )
    assert.deepEqual(await counts(writeXlsx([{ name: '登记', rows: wanted }])), [0, 0, 3, 0])
    assert.deepEqual(await story.sql('select number, code, crs from senders order by protocol, number'), [
      { number: '010203040506', code: null, crs: null },
      { number: 'DUST0000000000000000001', code: '654321', crs: null },
      { number: '13700000000', code: null, crs: 'GCJ-02' },
      { number: phone, code: null, crs: 'WGS-84' },
      { number: '0011223344', code: '03e8', crs: null },
    ])
    assert.equal((await story.facts('sender.registered')).length, 1)
    assert.deepEqual((await story.facts('sender.changed'))[0]?.body.recoded, true)
  })

  it('of what is registered goes out without codes, and back without a change', async (t) => {
    const story = await fieldStory(t)
    const { status, bytes } = await admin(story).get(`${path}.csv`)
    assert.equal(status, 200)
    assert.match(bytes.toString(), /SL 651,0011223344,gauge-1,,/)
    assert.doesNotMatch(bytes.toString(), /03e8/)
    const { registered, changed, unchanged, faults } = (await importing(story, bytes)).body
    assert.deepEqual([registered, changed, unchanged, faults], [0, 0, 4, []])
  })

  it('with a fault in any row changes nothing and names each', async (t) => {
    const story = await fieldStory(t)
    const sheet = (...rows: string[][]) => writeCsv({ rows: [head, ...rows], face: plainFace })
    const good = ['jt808', '13700000000', 'truck-1', '', '']
    const read = (await importing(story, sheet(good, ['jt808', 'x', 'truck-1', '', ''], ['zigbee', '1', 'truck-1', '', '']))).body
    assert.deepEqual(
      read.faults.map(({ row, fault }) => ({ row, fault })),
      [
        { row: 3, fault: 'number' },
        { row: 4, fault: 'protocol' },
      ],
    )
    const unknown = (await importing(story, sheet(good, ['jt808', '2', 'nothing', '', '']))).body
    assert.deepEqual([unknown.registered, unknown.faults[0]?.fault, unknown.faults[0]?.row], [0, 'device', 3])
    assert.equal((await listed(story)).length, 4)
    for (const bytes of [Buffer.from('PK\u0003\u0004 no workbook'), Buffer.from('a;b;c'), Buffer.from([0xff, 0xfe, 0xff])])
      assert.equal((await importing(story, bytes)).status, 400)
  })

  it('from two at once registers each number once', async (t) => {
    const story = await fieldStory(t)
    const rows = Array.from({ length: 50 }, (_, i) => ['jt808', String(13_700_000_000 + i), 'truck-1', '', ''])
    const bytes = writeCsv({ rows: [head, ...rows], face: plainFace })
    const both = await Promise.all([importing(story, bytes), importing(story, bytes)])
    assert.deepEqual(both.map(({ body }) => body.registered).sort(), [0, 50])
    assert.equal((await story.facts('sender.registered')).length, 50)
  })
})
