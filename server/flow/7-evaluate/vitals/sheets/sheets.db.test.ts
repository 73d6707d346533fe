import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import pg from 'pg'
import type { VitalDefinition, VitalPage } from '../../../../../contract/vital.ts'
import type { VitalSheetOpen, VitalSheetState, VitalSheetsOpen } from '../../../../../contract/vital-sheet.ts'
import { startStory } from '../../../../../test/story.ts'
import { addVitals } from '../store-registry.ts'
import { readRollTree } from '../store-tree.ts'
import { takeValueSheet } from './take-sheet.ts'

// One city for all, in the order of the tests: 北岸区 tells two communities' values. Monday, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const words = (zh: string, en: string) => ({ zh, en })
const definition: VitalDefinition = {
  ...{ code: 'lights.on', name: words('亮灯率', 'Lights'), board: 'facilities', track: 'sanitation', unit: words('%', '%') },
  ...{ decimals: 0, aggregation: 'ratio', times: 100, tier: 'community', cadence: 'day', dueMinutes: 60, hysteresis: 0 },
  ...{ source: words('照明处', 'lighting office'), numerator: words('亮', 'lit'), denominator: words('应亮', 'should be lit') },
}
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(tx, [{ definition, state: 'connected', pinyin: 'lianglv', initials: 'll', owner: null }], 'system', tx.now),
)
const district = story.as('chenli')
const city = story.as('shenlan')
type Problem = { code: string; zh: string }
const door = (id: string) => `/api/v1/vital-value-sheets/${id}`
const send = (id: string, text: string) => district.put<VitalSheetState & Problem>(`${door(id)}?name=亮灯.csv`, Buffer.from(text))
const head = '指标编码,区域编码,周期,数值,分母'

describe('a sheet of values', () => {
  it('begins as a template: a row for every area that tells the vital, of the period that is due', async () => {
    const csv = (await district.get<string>('/api/v1/vital-values.csv?vital=lights.on')).body
    const [first, ...rows] = String(csv).trim().split(/\r?\n/)
    assert.match(first!, /指标编码,指标,区域编码,区域,周期,数值/)
    assert.equal(rows.length, 4)
    assert.match(rows[0]!, /^lights\.on,亮灯率,990101001001,渡口社区,2026-03-01,,/)
    const blank = await send('sheet-blank', String(csv))
    assert.deepEqual([blank.body.blank, blank.body.taken, blank.body.refused], [4, 0, 0], 'left blank nothing is told')
  })

  it('is taken row by row by the checks of the route, with the rows that were not', async () => {
    const rows = [
      ...['lights.on,990101001001,2026-03-01,96,100', 'lights.on,990101001002,2026-03-01,约九成,100'],
      ...[
        'lights.on,990101001002,2026-03-01,99,100',
        'lights.on,990101001,2026-03-01,1,1',
        'lights.off,990101001001,2026-03-01,1,1',
      ],
    ]
    const { body } = await send('sheet-0001', `${head}\n${rows.join('\n')}\n`)
    assert.deepEqual([body.rows, body.done, body.taken, body.refused, body.endedAt !== null], [5, 5, 2, 3, true])
    assert.deepEqual(
      body.faults.map(({ row, zh }) => `${row} ${zh.slice(0, 9)}`),
      ['3 “数值”写得不对：', '5 “lights.o', '6 没有指标“ligh'],
    )
    while (await story.zhili.rollVitals());
    const { cell } = (await district.get<VitalPage>('/api/v1/vitals/lights.on?period=2026-03-01')).body
    assert.deepEqual([cell?.value, cell?.n], [97.5, 2])
    const [row] = await story.sql<{ source: string }>('select distinct source from vital_values')
    assert.equal(row?.source, 'sheet')
    const errors = String((await district.get<string>(`${door('sheet-0001')}/errors`)).body)
    assert.match(errors, /lights\.on,990101001002,2026-03-01,约九成,100,3,“数值”写得不对/)
  })

  // Some eight hundred days back the areas of the city begin.
  const days = Array.from({ length: 800 }, (_, i) => {
    const day = new Date(Date.UTC(2026, 2, 1) - i * 86_400_000).toISOString().slice(0, 10)
    return `${day},${i % 9 === 4 ? '坏' : 90},100`
  })
  const long = (area: string) => `${head}\n${days.map((day) => `lights.on,${area},${day}`).join('\n')}\n`
  const count = async (area: string) =>
    (await story.sql<{ n: number }>('select count(*)::int as n from vital_values where area = $1', [area]))[0]!.n

  it('cut off half-way goes on where it stood, and takes each row once', async () => {
    const text = long('990101002001')
    await story.sql(`create function cut() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$;
      create trigger cut before update on vital_sheets for each row when (new.done > 500) execute function cut()`)
    assert.equal((await send('sheet-cut', text)).status, 500)
    await story.sql('drop trigger cut on vital_sheets')
    const { body: stood } = await district.get<VitalSheetState>(door('sheet-cut'))
    assert.deepEqual([stood.done, stood.endedAt, await count('990101002001')], [500, null, stood.taken])
    const { body } = await send('sheet-cut', text)
    assert.deepEqual([body.done, body.taken, body.refused, await count('990101002001')], [800, 711, 89, 711])
    const again = await send('sheet-cut', text)
    assert.deepEqual([again.status, again.body.taken, await count('990101002001')], [200, 711, 711])
  })

  it('sent by two at once is taken once, and both are answered', async () => {
    const text = long('990101002002')
    const both = await Promise.all([send('sheet-both', text), send('sheet-both', text)])
    assert.deepEqual(
      both.map(({ body }) => [body.done, body.taken, body.refused]),
      Array(2).fill([800, 711, 89]),
    )
    assert.equal(await count('990101002002'), 711)
  })

  const stop = (id: string, as = district) => as.post<VitalSheetOpen & Problem>(`${door(id)}/stop`, {})
  const goOn = (id: string, text: string) =>
    district.put<VitalSheetState & Problem>(`${door(id)}?name=亮灯.csv&goOn=true`, Buffer.from(text))
  const open = async (as = district) => (await as.get<VitalSheetsOpen>('/api/v1/vital-value-sheets')).body.rows
  const facts = async (kind: string) =>
    (await story.facts(kind)).map(({ subject, body }): Record<string, unknown> => ({ subject, ...body }))

  it('whose sender breaks off while its file is read has not begun', async () => {
    const { spine } = story.zhili
    const teller = {
      tree: await readRollTree(spine, 'Asia/Shanghai'),
      scope: ['99/990101/'],
      zone: 'Asia/Shanghai',
      actor: 'chenli',
      source: 'sheet' as const,
    }
    const taking = { spine, actor: { kind: 'person' as const, id: 'chenli' }, teller }
    const [left, text] = [new AbortController(), long('990101001002')]
    const given = { id: 'sheet-left', name: '亮灯.csv', person: 'chenli', area: '990101', bytes: Buffer.from(text), goOn: false }
    const before = await count('990101001002')
    const read = takeValueSheet({ ...given, left: left.signal }, taking)
    left.abort()
    await read
    assert.deepEqual([(await district.get(door('sheet-left'))).status, await count('990101001002')], [404, before])
  })

  it('stopped while it is taken keeps what was taken, says where it stands, and goes on only when asked to', async () => {
    const [text, area] = [long('990101001001'), '990101001001']
    const before = await count(area)
    // It stands in its third part until somebody lets it, and whoever stops it waits for that part.
    await story.sql(`create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(77); return new; end $$;
      create trigger hold before update on vital_sheets for each row when (new.done > 500 and new.done > old.done) execute function hold()`)
    const holder = new pg.Client({ connectionString: story.url })
    await holder.connect()
    await holder.query('select pg_advisory_lock(77)')
    const waiting = async (type: string) => {
      const asked = 'select count(*)::int as n from pg_locks where not granted and locktype = any($1)'
      while ((await holder.query<{ n: number }>(asked, [type.split(' ')])).rows[0]!.n === 0);
    }
    const taking = send('sheet-stop', text)
    await waiting('advisory')
    const stopping = stop('sheet-stop')
    await waiting('transactionid tuple')
    await holder.end()
    const [stopped, { body }] = [await stopping, await taking]
    await story.sql('drop trigger hold on vital_sheets')
    assert.deepEqual(
      [stopped.status, stopped.body.done, stopped.body.atRow],
      [200, 750, 751],
      'the line of a row is one more: the head',
    )
    assert.deepEqual(
      [body.done, body.endedAt, body.stoppedByName, body.taken + body.refused],
      [750, null, stopped.body.senderName, 750],
    )
    assert.equal((await count(area)) - before, body.taken)
    const again = await send('sheet-stop', text)
    assert.deepEqual(
      [again.status, again.body.done, again.body.stoppedAt],
      [200, 750, body.stoppedAt],
      'sent anew it stays stopped',
    )
    assert.match(String((await district.get<string>(`${door('sheet-stop')}/errors`)).body), /坏/)
    const done = (await goOn('sheet-stop', text)).body
    assert.deepEqual([done.done, done.taken, done.refused, done.stoppedAt, done.endedAt !== null], [800, 711, 89, null, true])
    assert.equal((await count(area)) - before, 711, 'each row once')
    assert.deepEqual(
      [(await stop('sheet-stop')).body.code, (await goOn('sheet-stop', text)).body.done],
      ['vital.sheet-over', 800],
    )
    const [{ done: n, atRow, senderName } = {}, ...more] = await facts('vital-sheet.stopped')
    assert.deepEqual([n, atRow, senderName, more], [750, 751, null, []])
    assert.deepEqual(
      (await facts('vital-sheet.went-on')).map(({ subject }) => subject),
      ['sheet-stop'],
    )
  })

  it('is stopped by who sent it or by a desk of their area; of two who press at once one is told by whom', async () => {
    const text = long('990101001002')
    await story.sql(`create trigger cut before update on vital_sheets for each row when (new.done > 500) execute function cut()`)
    assert.equal((await send('sheet-two', text)).status, 500)
    await story.sql('drop trigger cut on vital_sheets')
    const town = story.as('tangke')
    assert.deepEqual([(await stop('sheet-two', town)).status, await open(town)], [404, []], 'a town answers for no district')
    const [own] = await open()
    const [above] = await open(city)
    assert.deepEqual([own?.mine, own?.stopOff, own?.done, above?.id, above?.mine], [true, null, 500, 'sheet-two', false])
    const both = await Promise.all([stop('sheet-two'), stop('sheet-two', city)])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
    const late = both.find(({ status }) => status === 409)!.body
    const first = both.find(({ status }) => status === 200)!.body
    assert.deepEqual([late.code, late.zh], ['vital.sheet-stopped', `${first.stoppedByName} 已经停止收这张表`])
    assert.equal((await facts('vital-sheet.stopped')).filter(({ subject }) => subject === 'sheet-two').length, 1)
    assert.equal((await open(city))[0]?.stopOff?.zh, late.zh)
  })

  it('stays stopped when the server starts anew, and goes on where it stood', async () => {
    await story.restart()
    const text = long('990101001002')
    const stood = (await send('sheet-two', text)).body
    assert.deepEqual([stood.done, stood.endedAt], [500, null])
    const done = (await goOn('sheet-two', text)).body
    assert.deepEqual([done.done, done.taken, done.refused, done.stoppedByName], [800, 711, 89, null])
    assert.deepEqual(await open(), [])
  })

  it('under a used id is refused when it is another, and is nobody else’s to see', async () => {
    const again = await send('sheet-0001', `${head}\nlights.on,990101001001,2026-03-01,1,100\n`)
    assert.deepEqual([again.status, again.body.code], [409, 'vital.sheet-sent'])
    assert.equal((await city.get(door('sheet-0001'))).status, 404)
    assert.equal((await city.get(`${door('sheet-0001')}/errors`)).status, 404)
    assert.equal((await send('sheet-0002', '指标编码,周期\nlights.on,2026-03-01\n')).body.code, 'vital.sheet-column')
  })
})
