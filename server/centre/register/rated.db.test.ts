import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { z } from 'zod'
import { system } from '../../../contract/actor.ts'
import type { ObjectRisk, RiskList, RiskRegister } from '../../../contract/object-risk.ts'
import type { SheetLook } from '../../../contract/object-sheet.ts'
import type { ObjectChanges, ObjectEntry } from '../../../contract/register.ts'
import { highRisePacks, truckPack } from '../../../test/demo-packs.ts'
import { sendPhoto } from '../../../test/evidence.ts'
import { type Story, startStory } from '../../../test/story.ts'
import { setDetails } from '../../city/object/set-details.ts'

const place = { lon: 105.5072, lat: 31.5069 }
const sound = {
  ...{ 'alarm-system': 'works', water: 'none', 'smoke-control': 'works', 'control-room': 'two', 'fire-lane': 'clear' },
  ...{ exits: 'clear', wiring: 'faulty', 'e-bikes': 'outside', height: 100, use: 'housing' },
}
const reason = '水泵已修好，末端复测合格'
type Answer = { id: string; version: number; changed: number; code: string; zh: string; en: string }

// One city for all, in the order of the tests.
const story: Story = await startStory({ after } as unknown as TestContext, { packs: [...highRisePacks, truckPack] })
const keeper = story.as('baining')
const register = async (code: string, kind = 'building', details: object = sound): Promise<string> =>
  (await keeper.post<Answer>('/api/v1/objects', { kind, code, name: `临江大厦 ${code}`, ...place, details })).body.id
const change = (id: string, body: object) => keeper.post<Answer>(`/api/v1/objects/${id}/change`, body)
const whyOf = async (id: string, as = 'chenli') => (await story.as(as).get<ObjectRisk>(`/api/v1/objects/${id}/risk`)).body
const listed = async (query = '') =>
  (await story.as('shenlan').get<RiskList>(`/api/v1/risks/objects?kind=building${query}`)).body.rows
const marked = async (query = '') => (await listed(query)).filter(({ desk }) => desk).map(({ code }) => code)
const deskOf = async () => (await story.as('shenlan').get<RiskRegister>('/api/v1/risks?kind=building')).body.desk
const photo = (as = 'baining') => sendPhoto(story, as)
const [one, two, three] = [await register('R1'), await register('R2'), await register('R3')]
await story.pass({ s: 1 })

describe('what a risk model rates', () => {
  it('is named to whoever keeps the register, and is no list of anybody’s', async () => {
    const { rated, defs } = (await keeper.get<z.infer<typeof ObjectEntry>>(`/api/v1/objects/${one}/entry`)).body
    assert.ok(rated.includes('details/water') && !rated.includes('details/entrance'))
    assert.equal(defs.water!.proof, true)
  })

  it('is not changed without a reason, whichever way; the refusal names the details', async () => {
    for (const said of [{}, { reason: null }, { reason: '修好' }, { reason: '。。。。。。。。' }]) {
      const { status, body } = await change(one, { version: 1, details: { wiring: 'checked', exits: 'piled' }, ...said })
      assert.deepEqual([status, body.code], [422, 'object.reason-needed'])
      assert.ok(body.zh.startsWith('“疏散楼梯与防火门、电气线路”关系风险等级') && body.en.startsWith('Stairs'), body.zh)
    }
    // What no model looks at is changed as before.
    assert.equal((await change(one, { version: 1, details: { entrance: '南门岗亭取钥匙' } })).status, 200)
  })

  it('is not made better without evidence where the pack says so, and made worse at once', async () => {
    const refused = await change(one, { version: 2, details: { water: 'ok' }, reason })
    assert.deepEqual([refused.status, refused.body.code], [422, 'object.proof-needed'])
    assert.ok(refused.body.zh.includes('消火栓与喷淋水压'))
    const hidden = await change(one, { version: 2, details: { water: null }, reason: '原登记有误，无从查证' })
    assert.equal(hidden.body.code, 'object.proof-needed', 'to forget the worst is better too')
    const foreign = await change(one, { version: 2, details: { water: 'ok' }, reason, evidence: [await photo('xieran')] })
    assert.equal(foreign.status, 400)
    const worse = await change(two, { version: 1, details: { 'fire-lane': 'blocked' }, reason: '巡查电话反映消防通道停满车' })
    assert.equal(worse.status, 200, JSON.stringify(worse.body))
  })

  it('changed with both stands in the history and in the why of the risk, with what became of the level', async () => {
    const evidence = [await photo()]
    const done = await change(one, { version: 2, details: { water: 'ok', wiring: 'checked' }, reason, evidence })
    assert.equal(done.status, 200, JSON.stringify(done.body))
    await story.pass({ s: 1 })
    const { edits, rated } = await whyOf(one)
    const [edit] = edits
    assert.deepEqual([edits.length, edit!.by, edit!.reason, edit!.better, edit!.proofs], [1, '柏宁', reason, true, 1])
    assert.deepEqual(
      edit!.changes.map(({ name, from, to }) => [name.zh, from?.zh, to?.zh]),
      [
        ['消火栓与喷淋水压', '无水', '水量水压正常'],
        ['电气线路', '检测不合格', '定期检测合格'],
      ],
    )
    assert.deepEqual([edit!.from, edit!.to], ['yellow', rated!.level])
    // The seat reads no register: it is told that there is evidence, and opens none.
    const { rows } = (await keeper.get<z.infer<typeof ObjectChanges>>(`/api/v1/objects/${one}/history`)).body
    const row = rows.find(({ body }) => body.reason === reason)!
    assert.deepEqual(row.risk, { from: 'yellow', to: rated!.level })
    assert.deepEqual(row.body.evidence, [{ file: evidence[0], type: 'image/jpeg' }])
    assert.equal((await story.as('tangke').get(`/api/v1/files/${evidence[0]}`)).status, 200, 'who reads the object reads it')
  })

  it('the tier above sees that a colour got better at a desk, until it is another', async () => {
    assert.deepEqual([await marked(), await deskOf()], [['R1'], 1])
    assert.deepEqual(
      (await listed('&by=desk')).map(({ code }) => code),
      ['R1'],
    )
    // Found on the spot: no mark, and no reason is asked.
    const found = { water: 'ok', wiring: 'checked', 'fire-lane': 'clear' }
    await story.zhili.spine.transaction(system, (tx) => setDetails(tx, two, found, 'inspection'))
    await story.pass({ s: 1 })
    assert.deepEqual([await marked(), (await whyOf(two)).edits.length], [['R1'], 1])
    const worse = await change(one, { version: 3, details: { water: 'none' }, reason: '物业来电报水泵又停了' })
    assert.equal(worse.status, 200)
    await story.pass({ s: 1 })
    assert.deepEqual([await marked(), await deskOf()], [[], 0])
  })

  it('of several objects is asked for once, and each keeps the evidence as its own', async () => {
    const objects = [
      { id: one, version: 4 },
      { id: three, version: 1 },
    ]
    const many = (body: object) =>
      keeper.post<Answer>('/api/v1/objects/change', { objects, change: { details: { water: 'ok' } }, ...body })
    assert.equal((await many({})).body.code, 'object.reason-needed')
    assert.equal((await many({ reason })).body.code, 'object.proof-needed')
    const done = await many({ reason, evidence: [await photo()] })
    assert.deepEqual([done.status, done.body.changed], [200, 2], JSON.stringify(done.body))
    await story.pass({ s: 1 })
    const files = await Promise.all([one, three].map(async (id) => (await whyOf(id, 'tangke')).edits[0]!.evidence[0]!.file))
    assert.equal(new Set(files).size, 2)
    for (const file of files) assert.equal((await story.as('tangke').get(`/api/v1/files/${file}`)).status, 200)
    assert.deepEqual((await marked()).toSorted(), ['R1', 'R3'])
  })

  it('by a sheet has its reason in the row; a row without one lands on the sheet of errors', async () => {
    const sheet = (rows: string[][]) =>
      Buffer.from([['编号', '电气线路', '消火栓与喷淋水压', '变更原因'], ...rows].map((row) => row.join(',')).join('\n'))
    const look = async (rows: string[][]) =>
      (await keeper.post<SheetLook>('/api/v1/object-sheets/look?kind=building', sheet(rows))).body
    const why = '十一月电气检测报告第 12 号'
    const seen = await look([
      ['R1', '老化', '', ''],
      ['R2', '老化', '无水', why],
      ['R3', '老化', '', '。'],
    ])
    assert.deepEqual([seen.changed, seen.refused], [1, 2])
    assert.ok(
      seen.faults.every(({ zh }) => zh.startsWith('“电气线路”关系风险等级')),
      JSON.stringify(seen.faults),
    )
    const wet = [
      ['R3', '', '', why],
      ['R2', '', '无水', why],
    ]
    assert.deepEqual((await look(wet)).refused, 0)
    const rows = [['R2', '老化', '无水', why]]
    const { digest } = await look(rows)
    const taken = await keeper.post<Answer>(`/api/v1/object-sheets/take?kind=building&name=x.csv&digest=${digest}`, sheet(rows))
    assert.equal(taken.status, 200, JSON.stringify(taken.body))
    await story.pass({ s: 1 })
    const [edit] = (await whyOf(two)).edits
    assert.deepEqual([edit!.reason, edit!.sheet, edit!.better], [why, 'x.csv', false])
    const dry = await look([['R2', '', '水量水压正常', why]])
    assert.ok(dry.faults[0]!.zh.includes('表格里附不了'), JSON.stringify(dry.faults))
    const { bytes } = await keeper.get('/api/v1/objects.csv?kind=building')
    assert.ok(bytes.toString('utf8').split('\n')[0]!.trim().endsWith('变更原因'))
  })

  it('of a paper is asked for too, and told at the object it names', async () => {
    const truck = await register('C-1', 'spoil-truck', { plate: '渝A00001', sealed: true })
    assert.ok(await register('S-1', 'spoil-site', { radius: 100 }))
    assert.ok(await register('D-1', 'disposal-site', { radius: 100 }))
    const until = { 'valid-from': '2026-01-01', 'valid-until': '2026-01-31' }
    const paper = await register('P-1', 'spoil-permit', { truck: 'C-1', site: 'S-1', disposal: 'D-1', ...until })
    assert.ok(truck && paper)
    await story.pass({ s: 1 })
    const longer = { version: 1, details: { 'valid-until': '2026-12-31' } }
    assert.equal((await change(paper, longer)).body.code, 'object.reason-needed')
    assert.equal((await change(paper, { ...longer, reason: '准运证延期，批文已收' })).status, 200)
    await story.pass({ s: 1 })
    const [edit] = (await whyOf(truck)).edits
    assert.deepEqual([edit!.of, edit!.changes[0]!.to?.zh], ['临江大厦 P-1', '2026-12-31'])
  })
})
