import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { HazardLetters, HazardList } from '../../contract/hazard.ts'
import type { DueAreas, DueList, ObjectInspections } from '../../contract/inspection-desk.ts'
import type { MonthSheet } from '../../contract/month-sheet.ts'
import { highRiseFire } from '../../packs/high-rise-fire/pack.ts'
import { fieldPacks } from '../field-devices.ts'
import { firstDevice, type Story, startStory } from '../story.ts'
import { cleanAir, uploadPhoto } from './septic.ts'

const sound = {
  ...{ 'alarm-system': 'works', water: 'ok', 'smoke-control': 'works', 'control-room': 'two', 'fire-lane': 'clear' },
  ...{
    'ladder-site': 'clear',
    exits: 'clear',
    wiring: 'watched',
    'e-bikes': 'outside',
    gas: 'cut-off',
    height: 80,
    use: 'housing',
  },
  ...{ facade: 'a', accepted: true, contract: true, 'patrol-rate': 100 },
}
const items = ['control-room', 'fire-lane', 'exits', 'e-bikes', 'fire-use']
const plan = 'kind=building&plan=daily-patrol'

/** A city with one high-rise of town A, rated. */
async function tower(t: TestContext): Promise<Story> {
  const story = await startStory(t, { packs: [...fieldPacks, highRiseFire] })
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, details)
     select 'tower-1', 'high-rise-fire', 'building', 'GL-1', '临江大厦', area, lon, lat, $1 from objects where id = 'tank-990101-0001'`,
    [JSON.stringify(sound)],
  )
  while (await story.zhili.rateStale());
  await story.pass({ s: 1 })
  return story
}

type Answers = { item: string; answer: string; text?: string; files?: string[] }[]
const fine = (but: Answers = []): Answers => items.map((item) => but.find((one) => one.item === item) ?? { item, answer: 'fine' })
const patrol = (story: Story, answers: Answers, more: object = {}) =>
  story.as('zhoumin').post<{ id: string; faults: number; code?: string }>('/api/v1/inspections', {
    ...{ object: 'tower-1', plan: 'daily-patrol', answers },
    ...more,
  })
const level = async (story: Story): Promise<string> =>
  (await story.sql<{ risk: string }>(`select risk from objects where id = 'tower-1'`))[0]!.risk
const lane = async (story: Story): Promise<string> =>
  (await story.sql<{ lane: string }>(`select details->>'fire-lane' as lane from objects where id = 'tower-1'`))[0]!.lane
const total = async (story: Story) => (await story.as('chenli').get<DueAreas>(`/api/v1/inspections/areas?${plan}`)).body.total
const ofObject = async (story: Story) =>
  (await story.as('chenli').get<ObjectInspections>('/api/v1/objects/tower-1/inspections')).body

/** The town's duty lead mends it: accepted, the checklist with its photo, submitted; a second party looks. */
async function mend(story: Story, event: string): Promise<void> {
  const [order] = await story.sql<{ id: string }>(`select id from work_orders where event = $1 and role = 'lead'`, [event])
  const act = async (verb: string, body: object): Promise<void> => {
    const done = await story.as('tangke').post(`/api/v1/work-orders/${order!.id}/${verb}`, body)
    assert.equal(done.status, 200, `${verb}: ${JSON.stringify(done.body)}`)
  }
  await act('accept', {})
  await act('arrive', { lon: 105.51, lat: 31.51, accuracyM: 8 })
  await act('progress', { item: 'found', note: '三辆私家车占用消防车道' })
  await act('progress', { item: 'mended', file: await uploadPhoto(story, 'tangke') })
  await act('submit', { result: '车辆已劝离，重新划线，复查畅通' })
  const check = await story.as('chenli').post(`/api/v1/events/${event}/check`, { passed: true })
  assert.equal(check.status, 200, JSON.stringify(check.body))
}

describe('a daily patrol', () => {
  it('is due, left undone, found out, mended, and the risk goes there and back', async (t) => {
    const story = await tower(t)
    assert.equal(await level(story), 'green')
    assert.deepEqual(await total(story), { objects: 1, done: 0, due: 1, overdue: 0, never: 1 })
    // nobody comes for two days: the day that had begun already is nobody's debt, the next one is
    await story.pass({ d: 2 })
    assert.deepEqual(await total(story), { objects: 1, done: 0, due: 0, overdue: 1, never: 1 })
    const left = (await story.as('tangke').get<DueList>(`/api/v1/inspections/objects?${plan}`)).body.rows
    assert.deepEqual(
      left.map(({ object, state, last }) => [object, state, last]),
      [['tower-1', 'overdue', null]],
    )
    assert.deepEqual((await ofObject(story)).plans.find(({ id }) => id === 'daily-patrol')?.rate, { done: 0, of: 1 })
    // a fault wants its photo, and every item its answer
    const blocked = { item: 'fire-lane', answer: 'fault', text: '东侧车道停了三辆车' }
    assert.equal((await patrol(story, fine([blocked]))).status, 400)
    assert.equal((await patrol(story, fine().slice(1))).status, 400)
    const file = await uploadPhoto(story, 'zhoumin')
    const done = await patrol(story, fine([{ ...blocked, files: [file] }]))
    assert.deepEqual([done.status, done.body.faults], [200, 1], JSON.stringify(done.body))
    const [found] = await story.facts('hazard.found')
    const event = found!.subject
    const [row] = await story.sql<{ title: string; grade: string; state: string; source: string }>(
      'select title, grade, state, source from events where id = $1',
      [event],
    )
    assert.deepEqual(row, { title: '临江大厦 消防车通道堵塞', grade: 'major', state: 'handling', source: 'inspection' })
    assert.equal(await lane(story), 'blocked')
    await story.pass({ s: 1 })
    assert.equal(await level(story), 'yellow')
    // seen again it is the same hazard
    const again = await patrol(story, fine([{ ...blocked, files: [await uploadPhoto(story, 'zhoumin')] }]))
    assert.equal(again.status, 200)
    assert.deepEqual([(await story.facts('hazard.found')).length, (await story.facts('hazard.found-again')).length], [1, 1])
    assert.deepEqual(await total(story), { objects: 1, done: 1, due: 0, overdue: 0, never: 0 })
    await story.pass({ h: 24 })
    assert.equal(await level(story), 'orange')
    await mend(story, event)
    assert.equal(await lane(story), 'clear')
    await story.pass({ s: 1 })
    assert.equal(await level(story), 'green')
    const { rows } = await ofObject(story)
    assert.deepEqual(
      rows.map(({ faults, photos }) => [faults, photos.length]),
      [
        [1, 1],
        [1, 1],
      ],
    )
    assert.equal(rows[0]!.found[0]!.name.zh, '消防车通道堵塞')
    await story.acknowledge()
    await story.end()
  })

  it('told late changes nothing somebody has told of since', async (t) => {
    const story = await tower(t)
    await story.pass({ h: 5 })
    const hoursAgo = (n: number) => new Date(story.now().getTime() - n * 3_600_000).toISOString()
    const blocked = {
      item: 'fire-lane',
      answer: 'fault',
      text: '东侧车道停了三辆车',
      files: [await uploadPhoto(story, 'zhoumin')],
    }
    assert.equal((await patrol(story, fine([blocked]), { doneAt: hoursAgo(2) })).status, 200)
    assert.equal(await lane(story), 'blocked')
    assert.equal((await patrol(story, fine(), { doneAt: hoursAgo(3) })).status, 200)
    assert.equal(await lane(story), 'blocked', 'an hour before the cars came')
    assert.equal((await patrol(story, fine(), { doneAt: hoursAgo(1) })).status, 200)
    assert.equal(await lane(story), 'clear', 'told third, seen last')
    await patrol(story, fine([{ ...blocked, files: [await uploadPhoto(story, 'zhoumin')] }]), { doneAt: hoursAgo(1.5) })
    assert.equal(await lane(story), 'clear', 'the look that found it clear is newer')
    await story.acknowledge()
    await story.end()
  })

  it('is taken once however often a phone sends it, and as of when it was done', async (t) => {
    const story = await tower(t)
    const doneAt = new Date(story.now().getTime() - 3 * 3_600_000).toISOString()
    const body = { object: 'tower-1', plan: 'daily-patrol', answers: fine(), doneAt }
    const send = () => story.as('zhoumin').post('/api/v1/inspections', body, { 'idempotency-key': 'one-patrol' })
    const [first, second] = [await send(), await send()]
    assert.deepEqual(first.body, second.body)
    const rows = await story.sql<{ done_at: Date }>('select done_at from inspections')
    assert.deepEqual(
      rows.map(({ done_at }) => done_at.toISOString()),
      [doneAt],
    )
    // not later than now, and not longer ago than a phone keeps it: refused, never stored as a moment nobody claimed
    for (const [hours, code] of [
      [24, 'inspection.ahead'],
      [-400 * 24, 'inspection.too-old'],
    ] as const) {
      const claimed = new Date(story.now().getTime() + hours * 3_600_000).toISOString()
      const refused = await patrol(story, fine(), { doneAt: claimed })
      assert.deepEqual([refused.status, refused.body.code], [422, code])
    }
    assert.equal((await story.sql('select 1 from inspections')).length, 1)
    await story.end()
  })

  it('that looked at nothing is none, and what does not apply says why', async (t) => {
    const story = await tower(t)
    const absent = (text?: string): Answers => items.map((item) => ({ item, answer: 'none', ...(text ? { text } : {}) }))
    for (const text of [undefined, '楼已拆除']) assert.equal((await patrol(story, absent(text))).body.code, 'inspection.nothing')
    const lift = { item: 'e-bikes', answer: 'none' }
    const bare = await patrol(story, fine([lift]))
    assert.deepEqual([bare.status, bare.body.code], [422, 'inspection.none-why'])
    assert.equal((await total(story)).due, 1, 'nobody has been there')
    assert.equal((await patrol(story, fine([{ ...lift, text: '本楼无电动自行车' }]))).status, 200)
    const [row] = (await ofObject(story)).rows
    assert.deepEqual(
      row!.absent.map(({ text }) => text),
      ['本楼无电动自行车'],
    )
    assert.equal((await total(story)).done, 1)
    await story.end()
  })

  it('is nobody else’s to send, and nobody’s to see from outside', async (t) => {
    const story = await tower(t)
    const body = { object: 'tower-1', plan: 'daily-patrol', answers: fine() }
    assert.equal((await story.as('suhe').post('/api/v1/inspections', body)).status, 404)
    assert.equal((await story.as('baining').post('/api/v1/inspections', body)).status, 403)
    assert.equal((await story.as('zhoumin').post('/api/v1/inspections', { ...body, plan: 'none' })).status, 400)
    assert.equal((await story.sql('select 1 from inspections')).length, 0)
    // charged with it one may, although it lies outside one's areas
    await story.sql(
      `insert into object_charges (id, object, role, unit, valid_from) select gen_random_uuid(), 'tower-1', 'manager', p.unit, $1 from accounts a join appointments x on x.person = a.person join posts p on p.id = x.post where a.account = 'hanqing' limit 1`,
      [story.now()],
    )
    const due = (await story.as('hanqing').get<DueList>('/api/v1/inspections/due')).body.rows
    assert.deepEqual(
      due.map(({ object, plan, state }) => [object, plan, state]),
      [['tower-1', 'daily-patrol', 'due']],
    )
    assert.equal((await story.as('hanqing').post('/api/v1/inspections', body)).status, 200)
    assert.deepEqual((await story.as('hanqing').get<DueList>('/api/v1/inspections/due')).body.rows, [])
    await story.end()
  })
})

describe('a letter to the owner', () => {
  it('is written, refused, extended, overdue, not kept; and the risk counts it', async (t) => {
    const story = await tower(t)
    await story.sql(
      `insert into object_charges (id, object, role, outside_name, outside_phone, valid_from) values (gen_random_uuid(), 'tower-1', 'responsible', '欧阳物业经理', '13000007777', $1)`,
      [story.now()],
    )
    const opened = await story.as('chenli').post<{ event: string }>('/api/v1/hazards', {
      ...{ object: 'tower-1', type: 'high-rise-fire.hazard', what: '外墙广告遮挡救援窗', grade: 'ordinary' },
    })
    assert.equal(opened.status, 200, JSON.stringify(opened.body))
    const url = `/api/v1/events/${opened.body.event}/letters`
    const letters = async () => (await story.as('zhoumin').get<HazardLetters>(url)).body
    const before = await letters()
    assert.deepEqual([before.mayIssue, before.days, before.recipient], [true, 15, '欧*****'])
    const issued = await story.as('zhoumin').post<{ id: string }>(url, { demand: '拆除广告，恢复救援窗口', days: 3 })
    assert.equal(issued.status, 200, JSON.stringify(issued.body))
    assert.equal((await story.as('zhoumin').post<{ code: string }>(url, { demand: '再发一次' })).body.code, 'letter.runs')
    let version = 1
    const act = async (body: object, code = 200) => {
      const done = await story
        .as('zhoumin')
        .post<{ version: number }>(`/api/v1/letters/${issued.body.id}/act`, { version, ...body })
      assert.equal(done.status, code, JSON.stringify(done.body))
      if (code === 200) version = done.body.version
    }
    await act({ verb: 'refuse', note: '门卫拒收' })
    await act({ verb: 'refuse', note: '再次拒收' }, 409)
    await act({ verb: 'deliver', how: 'left', note: '张贴于大门，两人见证' })
    const [first] = (await letters()).rows
    // 2 March in the city: three days from the next one end with the 5th
    assert.deepEqual([first!.dueAt, first!.recipient, first!.state], ['2026-03-05T16:00:00.000Z', '欧*****', 'delivered'])
    const printed = await story.as('zhoumin').post<{ recipient: string }>(`/api/v1/letters/${issued.body.id}/print`, {})
    assert.equal(printed.body.recipient, '欧阳物业经理')
    assert.equal((await story.facts('personal.revealed')).length, 1)
    await act({ verb: 'extend', days: 1, note: '材料未到' })
    assert.equal((await letters()).rows[0]!.dueAt, '2026-03-06T16:00:00.000Z')
    await story.pass({ d: 5 })
    assert.equal((await story.facts('letter.overdue')).length, 1)
    const ledger = (await story.as('chenli').get<HazardList>('/api/v1/hazards?view=overdue')).body
    assert.deepEqual(
      [ledger.counts, ledger.rows.map(({ title, overdue, foundBy }) => [title, overdue, foundBy])],
      [{ open: 1, overdue: 1, letters: 1, closed30: 0, found30: 1 }, [['临江大厦 外墙广告遮挡救援窗', true, 'officer']]],
    )
    const [hazards] = await story.sql<{ score: number }>(
      `select (scores->>'hazards')::float8 as score from object_risks where object = 'tower-1'`,
    )
    assert.equal(hazards!.score, 0.8, 'an overdue hazard counts as one')
    await act({ verb: 'reinspect', kept: false, note: '广告仍在' })
    assert.equal((await letters()).mayIssue, true)
    await act({ verb: 'extend', days: 1, note: '太晚了' }, 409)
    // whoever sees nothing of the case sees nothing of its letter
    assert.equal((await story.as('suhe').get(`/api/v1/letters/${issued.body.id}`)).status, 404)
    assert.deepEqual((await story.as('liangzhu').get<HazardList>('/api/v1/hazards')).body.rows, [])
    await story.acknowledge()
    await story.end()
  })
})

describe('the month of a pack', () => {
  it('counts what the fan cleared alone, and tells unknown from none', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 12 })
    await story.receipts(firstDevice)
    await cleanAir(story, 11)
    await story.receipts(firstDevice)
    assert.deepEqual(await story.facts('event.opened'), [])
    const { columns, rows, total, running } = (await story.as('chenli').get<MonthSheet>('/api/v1/month-sheets?month=2026-03'))
      .body
    const at = (cells: (number | null)[], id: string) => cells[columns.findIndex((one) => one.id === id)]
    assert.equal(running, true)
    assert.deepEqual([at(total, 'blue'), at(total, 'alone'), at(total, 'opened')], [1, 1, 0])
    assert.deepEqual(columns.find(({ id }) => id === 'alone')!.of, 'blue')
    for (const id of ['tanks', 'blue', 'alone'])
      assert.equal(
        rows.reduce((sum, { cells }) => sum + (at(cells, id) ?? 0), 0),
        at(total, id),
        id,
      )
    await story.sql(`update devices set state = 'retired'`)
    const later = (await story.as('chenli').get<MonthSheet>('/api/v1/month-sheets?month=2026-03')).body
    assert.deepEqual([at(later.total, 'monitored'), at(later.total, 'red')], [0, null])
    const before = (await story.as('chenli').get<MonthSheet>('/api/v1/month-sheets?month=2026-02')).body
    assert.deepEqual([before.running, at(before.total, 'dredged')], [false, 0])
    const csv = await story.as('chenli').get('/api/v1/month-sheets.csv?month=2026-03')
    assert.match(csv.bytes.toString('utf8'), /设备自行处置/)
    await story.end()
  })
})
