import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { z } from 'zod'
import { system } from '../../../contract/actor.ts'
import type { ObjectRequests } from '../../../contract/object-requests.ts'
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
type Answer = { id: string; version: number; changed: number; waits: boolean; code: string; zh: string; en: string }

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
    await story.zhili.spine.transaction(system, (tx) => setDetails(tx, two, found, { way: 'inspection' }))
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

  it('loses the mark when somebody on the spot finds it as it was written, and the history says who and when', async () => {
    const answers = [
      ...['alarm-system', 'tank', 'smoke-control', 'lights', 'extinguishers'].map((item) => ({ item, answer: 'fine' })),
      { item: 'pressure', value: 0.3 },
    ]
    const look = async (object: string, more: object = {}) => {
      const record = { item: 'record', files: [await photo('zhoumin')] }
      const sent = { object, plan: 'monthly-maintenance', answers: [...answers, record], ...more }
      const done = await story.as('zhoumin').post('/api/v1/inspections', sent)
      assert.equal(done.status, 200, JSON.stringify(done.body))
    }
    await story.pass({ m: 10 })
    await look(three, { doneAt: new Date(story.now().getTime() - 3_600_000).toISOString() })
    assert.deepEqual((await marked()).toSorted(), ['R1', 'R3'], 'that was before the change')
    await look(three)
    assert.deepEqual([await marked(), await deskOf()], [['R1'], 1])
    const [edit] = (await whyOf(three)).edits
    assert.deepEqual(
      [edit!.better, edit!.onSpot],
      [true, { at: story.now().toISOString(), by: '周敏', postName: edit!.onSpot!.postName, same: true }],
    )
    const { rows } = (await keeper.get<z.infer<typeof ObjectChanges>>(`/api/v1/objects/${three}/history`)).body
    assert.deepEqual(
      rows.flatMap(({ onSpot }) => (onSpot ? [onSpot.same] : [])),
      [true],
    )
    assert.deepEqual(
      (await listed('&by=desk')).map(({ code }) => code),
      ['R1'],
    )
  })

  it('keeps it though something else made it worse for a while', async () => {
    for (const lane of ['blocked', 'clear']) {
      await story.zhili.spine.transaction(system, (tx) => setDetails(tx, one, { 'fire-lane': lane }, { way: 'inspection' }))
      await story.pass({ s: 1 })
      // Blocked it stands as badly as before the change at the desk, and nothing is owed to that.
      assert.deepEqual([await marked(), await deskOf()], lane === 'blocked' ? [[], 0] : [['R1'], 1], lane)
    }
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

describe('what leaves red or orange by a change at a desk', () => {
  const why = '水泵与管网已修复，测压合格'
  const waiting = async (as = 'tangke', query = '') =>
    (await story.as(as).get<ObjectRequests>(`/api/v1/object-requests${query}`)).body
  const answer = (as: string, id: string, verb: string) =>
    story.as(as).post<Answer & { state: string }>(`/api/v1/object-requests/${id}/${verb}`, {})
  const levelOf = async (id: string) => (await whyOf(id)).rated!.level
  const versionOf = async (id: string) =>
    (await story.sql<{ version: number }>('select version from objects where id = $1', [id]))[0]!.version
  const dry: string[] = []
  let paper = ''

  it('waits for a second person, and what stays or gets worse does not', async () => {
    for (const code of ['D1', 'D2']) dry.push(await register(code))
    dry.push(await register('D3', 'building', { ...sound, water: 'ok', 'fire-lane': 'blocked' }))
    await register('C-2', 'spoil-truck', { plate: '渝A00002', sealed: true })
    const until = { 'valid-from': '2026-01-01', 'valid-until': '2026-01-31' }
    paper = await register('P-2', 'spoil-permit', { truck: 'C-2', site: 'S-1', disposal: 'D-1', ...until })
    await story.pass({ d: 8 })
    const [id] = dry
    assert.equal(await levelOf(id!), 'red')
    const worse = await change(id!, { version: 1, details: { exits: 'piled' }, reason: '巡查发现楼梯间堆物' })
    assert.deepEqual([worse.status, worse.body.changed, worse.body.waits], [200, true, false])
    const asked = await change(id!, { version: 2, details: { water: 'ok' }, reason: why, evidence: [await photo()] })
    assert.deepEqual([asked.status, asked.body.changed, asked.body.waits, asked.body.version], [200, false, true, 2])
    await story.pass({ s: 1 })
    assert.deepEqual([await levelOf(id!), await versionOf(id!)], ['red', 2], 'nothing is written yet')
    const [one] = (await waiting('tangke', `?object=${id}`)).rows
    assert.deepEqual(
      [one!.askedByName, one!.reason, one!.evidence.length, one!.changes.map(({ field, to }) => [field, to]), one!.allowed],
      ['柏宁', why, 1, [['details/water', 'ok']], ['confirm', 'refuse']],
    )
    assert.ok(one!.leaves[0]!.from === 'red' && !['red', 'orange'].includes(one!.leaves[0]!.to))
    const twice = await change(id!, { version: 2, details: { water: 'ok' }, reason: why, evidence: [await photo()] })
    assert.equal(twice.body.code, 'object.request-waiting')
    assert.deepEqual((await waiting('baining', `?object=${id}`)).rows[0]!.allowed, ['withdraw'])
    assert.equal((await answer('baining', one!.id, 'confirm')).body.code, 'object.request-second')
    assert.equal((await answer('tangke', one!.id, 'withdraw')).body.code, 'object.request-own')
  })

  it('is confirmed once, whoever of two presses first, and stands as the change of whoever asked', async () => {
    const id = dry[0]!
    const [one] = (await waiting('tangke', `?object=${id}`)).rows
    const both = await Promise.all([answer('tangke', one!.id, 'confirm'), answer('chenli', one!.id, 'confirm')])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
    assert.equal(both.find(({ status }) => status === 409)!.body.code, 'object.request-state')
    await story.pass({ s: 1 })
    assert.ok(!['red', 'orange'].includes(await levelOf(id)))
    const [edit] = (await whyOf(id)).edits
    assert.deepEqual([edit!.by, edit!.reason, edit!.better, edit!.proofs], ['柏宁', why, true, 1])
    const changed = (await story.facts('object.changed')).findLast(({ subject }) => subject === id)!
    assert.ok(['唐可', '陈立'].includes(String(changed.body.confirmedByName)), String(changed.body.confirmedByName))
    assert.ok((await marked()).includes('D1'), 'two at desks are no look on the spot')
    assert.equal((await waiting('tangke', `?object=${id}`)).total, 0)
  })

  it('waits by a sheet and of several at once as well, and the others of them are written', async () => {
    const [two, three] = [dry[1]!, dry[2]!]
    const objects = [
      { id: two, version: await versionOf(two) },
      { id: one, version: await versionOf(one) },
    ]
    const done = await keeper.post<{ changed: number; waiting: number }>('/api/v1/objects/change', {
      ...{ objects, change: { details: { water: 'ok' } }, reason: why, evidence: [await photo()] },
    })
    assert.equal(done.status, 200, JSON.stringify(done.body))
    assert.equal(done.body.waiting, 1)
    // What it changes is another by now: found low on the spot.
    await story.zhili.spine.transaction(system, (tx) => setDetails(tx, two, { water: 'low' }, { way: 'inspection' }))
    const [asked] = (await waiting('tangke', `?object=${two}`)).rows
    assert.equal((await answer('tangke', asked!.id, 'confirm')).body.code, 'object.request-stale')
    assert.equal((await answer('tangke', asked!.id, 'refuse')).body.state, 'refused')
    const bytes = Buffer.from(['编号,消防车通道,变更原因', `D3,畅通,${why}`].join('\n'))
    const { digest } = (await keeper.post<SheetLook>('/api/v1/object-sheets/look?kind=building', bytes)).body
    const door = `/api/v1/object-sheets/take?kind=building&name=lanes.csv&digest=${digest}`
    const taken = (await keeper.post<{ changed: number; waiting: number }>(door, bytes)).body
    assert.deepEqual([taken.changed, taken.waiting, await versionOf(three)], [0, 1, 1], JSON.stringify(taken))
    const [row] = (await waiting('tangke', `?object=${three}`)).rows
    assert.equal(row!.sheet, 'lanes.csv')
    assert.equal((await answer('chenli', row!.id, 'confirm')).body.state, 'confirmed')
  })

  it('of a paper waits for the object it names, and lapses after a day', async () => {
    const longer = { version: 1, details: { 'valid-until': '2026-12-31' }, reason: '准运证延期，批文已收' }
    const asked = await change(paper, longer)
    assert.deepEqual([asked.status, asked.body.waits], [200, true], JSON.stringify(asked.body))
    const [one] = (await waiting('tangke', `?object=${paper}`)).rows
    assert.deepEqual(
      one!.leaves.map(({ name, from }) => [name, from]),
      [['临江大厦 C-2', 'orange']],
    )
    await story.pass({ d: 1, m: 1 })
    assert.equal((await waiting('tangke', `?object=${paper}`)).total, 0)
    assert.equal((await story.facts('object.change-lapsed')).at(-1)!.subject, paper)
    assert.equal((await answer('tangke', one!.id, 'confirm')).body.code, 'object.request-state')
  })

  it('of a paper that is moved to another object waits for that one', async () => {
    const until = { 'valid-from': '2026-01-01', 'valid-until': '2027-01-31' }
    assert.ok(await register('C-3', 'spoil-truck', { plate: '渝A00003', sealed: true }))
    const valid = await register('P-3', 'spoil-permit', { truck: 'C-3', site: 'S-1', disposal: 'D-1', ...until })
    const moved = await change(valid, { version: 1, details: { truck: 'C-2' }, reason: '车辆调换，准运证变更' })
    assert.deepEqual([moved.status, moved.body.waits], [200, true], JSON.stringify(moved.body))
    const [one] = (await waiting('tangke', `?object=${valid}`)).rows
    assert.deepEqual(
      one!.leaves.map(({ name, from }) => [name, from]),
      [['临江大厦 C-2', 'orange']],
    )
    assert.equal((await answer('baining', one!.id, 'withdraw')).body.state, 'withdrawn')
  })
})
