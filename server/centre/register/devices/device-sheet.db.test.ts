import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { SheetLook } from '../../../../contract/object-sheet.ts'
import { truckPack } from '../../../../test/demo-packs.ts'
import { firstDevice, startStory } from '../../../../test/story.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: [truckPack] })
const [here] = await story.sql<{ code: string }>(`select code from objects where id = 'tank-990101-0001'`)
const [there] = await story.sql<{ code: string }>(
  `select code from objects where kind = 'septic-tank' and area like '99/990101/990101002/%' order by id limit 1`,
)
const code = here!.code
const gateway = 'gw-990101'
const headings = ['对象编号', '设备号', '设备类型', '设备名称', '由谁上报', '上报间隔（秒）', '备注']
const row = (id: string, more: Record<number, string> = {}): string[] =>
  [code, id, '', '', gateway, '', ''].map((cell, i) => more[i] ?? cell)
const csv = (...rows: string[][]): Buffer => Buffer.from([headings, ...rows].map((cells) => cells.join(',')).join('\n'))

type Answer = SheetLook & { code?: string }
const ask = (verb: string, bytes: Buffer, { account = 'baining', more = '' } = {}) =>
  story.as(account).post<Answer>(`/api/v1/device-sheets/${verb}?name=${encodeURIComponent('设备.csv')}${more}`, bytes)
const look = async (bytes: Buffer): Promise<SheetLook> => (await ask('look', bytes)).body
const take = (bytes: Buffer, { digest }: SheetLook) => ask('take', bytes, { more: `&digest=${digest}` })
const counts = ({ registered, changed, unchanged, refused }: SheetLook) => [registered, changed, unchanged, refused]
const held = (id: string) =>
  story.sql<{ name: string; gateway: string | null; interval_s: number; state: string }>(
    'select name, gateway, interval_s, state from devices where id = $1',
    [id],
  )

describe('a sheet of devices', () => {
  it('registers new ones as their kind usually is, and their readings are taken from then on', async () => {
    const bytes = csv(row('hf-990101-s1'), row('s-2', { 3: '二号探头', 4: '', 5: '３０' }))
    const seen = await look(bytes)
    assert.deepEqual([counts(seen), seen.unknown, seen.faults], [[2, 0, 0, 0], ['备注'], []])
    assert.deepEqual(await held('hf-990101-s1'), [], 'a look writes nothing')
    assert.deepEqual(counts({ ...(await take(bytes, seen)).body, refused: 0 }), [2, 0, 0, 0])
    assert.deepEqual(await held('hf-990101-s1'), [{ name: 'hf-990101-s1', gateway, interval_s: 60, state: 'online' }])
    assert.deepEqual(await held('s-2'), [{ name: '二号探头', gateway: null, interval_s: 30, state: 'online' }])
    assert.equal((await story.reads('hf-990101-s1', { ch4: 1 })).status, 202)
    assert.equal((await take(bytes, seen)).body.code, 'object.sheet-moved')
    assert.deepEqual(counts(await look(bytes)), [0, 0, 2, 0])
    const facts = await story.facts('device.registered')
    assert.deepEqual(
      facts.map(({ body }) => [body.device, body.sheet]),
      [
        ['hf-990101-s1', '设备.csv'],
        ['s-2', '设备.csv'],
      ],
    )
    assert.equal((await story.facts('device.sheet-taken')).length, 1)
  })

  it('changes what a cell says and nothing else; a dash makes it speak for itself', async () => {
    const bytes = csv(row('hf-990101-s1', { 3: '一号探头', 4: '—' }), row('s-2', { 4: '' }))
    const seen = await look(bytes)
    assert.deepEqual(counts(seen), [0, 1, 1, 0])
    assert.deepEqual(seen.sample[0]?.changes, [
      { field: 'device/name', personal: false, from: 'hf-990101-s1', to: '一号探头' },
      { field: 'device/gateway', personal: false, from: gateway, to: null },
    ])
    assert.equal((await take(bytes, seen)).status, 200)
    assert.deepEqual(await held('hf-990101-s1'), [{ name: '一号探头', gateway: null, interval_s: 60, state: 'online' }])
  })

  it('tells every row that does not fit, takes nothing of the sheet, and hands the rows back', async () => {
    const bytes = csv(
      row('s-3'),
      row('s-3'),
      row('s-4', { 0: there!.code }),
      row('s-5', { 2: '车载终端' }),
      row('s-6', { 4: 'gw-nobody' }),
      row('s-7', { 5: '半分钟' }),
      row('s-8', { 5: '0' }),
      row('a/b'),
      row('', {}),
      row(firstDevice, { 0: 'NOWHERE' }),
    )
    const seen = await look(bytes)
    assert.deepEqual(counts(seen), [1, 0, 0, 9])
    assert.deepEqual(
      seen.faults.map(({ row: line, zh }) => `${line} ${zh.replace('请求内容有误：', '')}`),
      [
        '3 设备号 在表中出现两次',
        `4 对象编号 不认识“${there!.code}”`,
        '5 设备类型 不合要求',
        '6 由谁上报 不认识“gw-nobody”',
        '7 上报间隔（秒） 不是数：“半分钟”',
        '8 上报间隔（秒） 须不少于 1',
        '9 设备号 应为规定的格式',
        '10 设备号 缺少',
        '11 对象编号 不认识“NOWHERE”',
      ],
    )
    assert.equal((await take(bytes, seen)).body.code, 'object.sheet-moved')
    assert.deepEqual(await held('s-3'), [], 'all or nothing')
    const lines = (await ask('errors', bytes)).bytes.toString().trim().split(/\r?\n/)
    assert.deepEqual([lines.length, lines[0]?.endsWith('行号,原因')], [10, true])
  })

  it('never carries a device to another object, and stops when one was changed since the look', async () => {
    const other = csv(
      row(firstDevice, {
        0: (await story.sql<{ code: string }>(`select code from objects where id = 'tank-990101-0002'`))[0]!.code,
      }),
    )
    assert.match((await look(other)).faults[0]!.zh, /设备号 已/)
    const bytes = csv(row('s-2', { 3: '改名' }))
    const seen = await look(bytes)
    assert.equal((await story.as('baining').post('/api/v1/devices/s-2/change', { intervalS: 45 })).status, 200)
    assert.equal((await take(bytes, seen)).body.code, 'object.sheet-moved')
    assert.equal((await held('s-2'))[0]?.name, '二号探头')
  })

  it('hands out a sheet that changes nothing when it comes back', async () => {
    const { bytes } = await story.as('baining').get('/api/v1/object-devices.csv?kind=septic-tank')
    const seen = await look(bytes)
    assert.deepEqual([counts(seen).toSpliced(2, 1), seen.rows > 2, seen.unknown], [[0, 0, 0], true, []])
    assert.equal((await ask('look', bytes, { account: 'xieran' })).status, 403)
    await story.acknowledge()
  })
})
