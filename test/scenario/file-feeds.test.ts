import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MappedFeedList, Preview } from '../../contract/mapped-feed.ts'
import type { Problem } from '../../contract/problem.ts'
import { readCsv } from '../../protocols/sheet/csv.ts'
import { readXlsx, writeXlsx } from '../../protocols/sheet/xlsx.ts'
import {
  admin,
  bring,
  deliver,
  deliveries,
  faults,
  feedOf,
  fileFeed,
  makeFeed,
  readAll,
  readings,
  systemKey,
  wide,
} from '../mapped-feed.ts'
import { startStory } from '../story.ts'

const head = '设备号,时间,甲烷,硫化氢,填报人'
const good = 'hf-990101-0001,2026-03-02 09:20:00,4,1,张三'
const csv = (...rows: string[]): string => [head, ...rows, ''].join('\r\n')
const mixed = csv(
  good,
  'hf-990101-0001,2026/3/2 9:25,5,,张三',
  'hf-990101-9999,2026-03-02 09:20:00,4,1,张三',
  'hf-990101-0002,昨天,4,1,张三',
  'hf-990101-0002,2026-03-02 09:20:00,"=1+1",1,张三',
  'hf-990101-0002,2026-03-02 11:20:00,4,1,张三',
)

describe('a file of readings', () => {
  it('is read once and for all: good rows are kept, the others come back with line and reason', async (t) => {
    const story = await startStory(t)
    const feed = await makeFeed(story)
    assert.equal((await feedOf(story, feed)).health, 'new')
    const done = await deliver(story, feed, mixed)
    assert.deepEqual([done.state, done.rows, done.done, done.kept, done.duplicates, done.refused], ['done', 6, 6, 2, 0, 4])
    assert.deepEqual(await readings(story), [
      { device: 'hf-990101-0001', at: new Date('2026-03-02T01:20:00Z'), values: { ch4: 4, h2s: 1 }, quality: 'good' },
      { device: 'hf-990101-0001', at: new Date('2026-03-02T01:25:00Z'), values: { ch4: 5 }, quality: 'good' },
    ])
    const sheet = readCsv((await faults(story, done.id)).bytes)
    assert.ok(sheet.ok)
    assert.deepEqual(sheet.value.rows, [
      ['设备号', '时间', '甲烷', '硫化氢', '行号', '原因'],
      ['hf-990101-9999', '2026-03-02 09:20:00', '4', '1', '4', '未登记的设备“hf-990101-9999”'],
      ['hf-990101-0002', '昨天', '4', '1', '5', '读数格式有误：“时间” 读不出时间：“昨天”'],
      ['hf-990101-0002', '2026-03-02 09:20:00', "'=1+1", '1', '6', '读数格式有误：“甲烷” 不是数：“=1+1”'],
      ['hf-990101-0002', '2026-03-02 11:20:00', '4', '1', '7', '设备时间比现在快 110 分钟'],
    ])
    assert.doesNotMatch(
      JSON.stringify(await story.sql('select * from delivery_faults')),
      /张三/,
      'what nothing reads is not kept',
    )
    assert.deepEqual(await story.sql('select 1 from delivery_files'), [], 'nor is the file, once it is read')

    const again = await deliver(story, feed, mixed)
    assert.deepEqual([again.kept, again.duplicates, again.refused], [0, 2, 4])
    assert.equal((await readings(story)).length, 2)
    const { health, lastMeasuredAt, day } = await feedOf(story, feed)
    assert.deepEqual(
      [health, lastMeasuredAt, day.deliveries, day.rows, day.kept, day.refused],
      ['well', '2026-03-02T01:25:00.000Z', 2, 12, 2, 8],
    )
    assert.deepEqual(day.reasons.map(({ code, n }) => [code, n]).sort(), [
      ['reading.future', 2],
      ['reading.malformed', 2],
      ['reading.malformed', 2],
      ['reading.unknown-device', 2],
    ])
    assert.deepEqual(
      (await story.facts()).map(({ kind }) => kind).filter((kind) => /feed|delivery/.test(kind)),
      ['mapped-feed.saved', ...Array(2).fill(['delivery.received', 'delivery.read']).flat()],
    )
    await story.end()
  })

  it('comes as a workbook with the dates of a spreadsheet, or as JSON, and goes back as one', async (t) => {
    const story = await startStory(t)
    const excel = await makeFeed(story, { mapping: { ...wide, sheet: '数据', time: { column: '时间', format: 'excel' } } })
    const rows = [head.split(','), ['hf-990101-0001', '46083.38888888889', '4', '1'], ['0007', '46083.38888888889', '4', '1']]
    const done = await deliver(
      story,
      excel,
      writeXlsx([
        { name: '说明', rows: [] },
        { name: '数据', rows },
      ]),
    )
    assert.deepEqual([done.kept, done.refused], [1, 1])
    assert.equal((await readings(story))[0]!.at.toISOString(), '2026-03-02T01:20:00.000Z')
    const back = readXlsx((await faults(story, done.id)).bytes)
    assert.deepEqual(back.ok && back.value[0]!.rows[1], ['0007', '46083.38888888889', '4', '1', '3', '未登记的设备“0007”'])

    const json = await makeFeed(story, {
      mapping: {
        device: { column: 'dev.no', known: { '0001': 'hf-990101-0001' } },
        time: { column: 't', format: 'unix-s' },
        list: 'data',
        wide: [{ column: 'v', reading: 'ch4', factor: 100 }],
      },
    })
    const one = await deliver(
      story,
      json,
      JSON.stringify({
        data: [
          { dev: { no: '0001' }, t: 1772414500, v: 0.05 },
          { dev: { no: '2' }, t: 1, v: 1 },
        ],
      }),
    )
    assert.deepEqual([one.kept, one.refused], [1, 1])
    assert.deepEqual((await readings(story)).at(-1)!.values, { ch4: 5 })
    await story.end()
  })

  it('that is none, or lacks a column, is refused whole, and the feed says so until one is right', async (t) => {
    const story = await startStory(t)
    const feed = await makeFeed(story)
    const broken = await deliver(story, feed, 'a,"b')
    assert.deepEqual([broken.state, broken.refusal?.zh], ['refused', '请求内容有误：文件 读不出表格'])
    const other = await deliver(story, feed, csv(good).replace('甲烷', 'CH4'))
    assert.deepEqual([other.state, other.kept], ['refused', 0])
    const { health, failure } = await feedOf(story, feed)
    assert.deepEqual([health, failure?.zh], ['failing', '请求内容有误：文件 没有名为“甲烷”的列'])
    await deliver(story, feed, csv(good))
    assert.equal((await feedOf(story, feed)).health, 'well')
    assert.equal((await faults(story, other.id)).status, 404, 'nothing to send back')
    await story.end()
  })

  it('speaks only for devices of its unit, and reaches nobody else', async (t) => {
    const story = await startStory(t)
    const [town] = await story.sql<{ id: string }>(
      `select u.id from units u join unit_areas a on a.unit = u.id where not exists (
         select 1 from devices d join objects o on o.id = d.object where d.id = 'hf-990101-0001' and o.area like a.path || '%') limit 1`,
    )
    const feed = await makeFeed(story, { unit: town!.id })
    const done = await deliver(story, feed, csv(good))
    assert.deepEqual([done.kept, done.reasons[0]?.code], [0, 'reading.other-area'])
    const city = await makeFeed(story, { unit: 'unit-city' })
    const whole = await deliver(story, city, csv(good, 'x,1,1,1'))
    assert.deepEqual([whole.kept, whole.refused, (await faults(story, whole.id)).status], [1, 1, 200])
    // a district sees nothing of the city's feeds
    assert.equal((await faults(story, whole.id, 'chenli')).status, 404)
    assert.equal((await story.as('chenli').get(`/api/v1/mapped-feeds/${city}/deliveries`)).status, 404)
    const seen = (await story.as('chenli').get<MappedFeedList>('/api/v1/mapped-feeds')).body
    assert.deepEqual([seen.rows.map(({ id }) => id).includes(city), seen.keys], [false, []])
    for (const [who, status] of [
      ['chenli', 403],
      ['nijie', 403],
    ] as const)
      assert.equal((await story.as(who).post(`/api/v1/mapped-feeds/${feed}/files`, Buffer.from(csv(good)))).status, status, who)
    for (const change of [
      { unit: 'unit-none' },
      { key: 'key-none' },
      { mapping: { ...wide, wide: [] } },
      { kind: 'poll' },
      { name: ' ' },
    ])
      assert.equal(
        (await admin(story).post('/api/v1/mapped-feeds', { ...fileFeed, ...change })).status,
        400,
        JSON.stringify(change),
      )
    await story.end()
  })

  it('raises alarms by what is measured now, and none by what is past', async (t) => {
    const story = await startStory(t)
    const feed = await makeFeed(story)
    await deliver(story, feed, csv('hf-990101-0001,2026-03-02 09:29:30,60,1,', 'hf-990101-0001,2026-02-20 09:00:00,90,1,'))
    assert.deepEqual((await readings(story)).map(({ quality }) => quality).sort(), ['good', 'late'])
    assert.deepEqual(
      (await story.facts('alarm.raised')).map(({ body }) => body.value),
      [60],
    )
    await story.acknowledge()
    await story.end()
  })
})

describe('a system that brings files', () => {
  it('has its key, sees its own deliveries, and sends the same twice at once for one', async (t) => {
    const story = await startStory(t)
    const key = await systemKey(story)
    const feed = await makeFeed(story, { key: 'key-drainage' })
    const url = `/api/v1/file-feeds/${feed}/files`
    const send = (headers: Record<string, string>, at = url) =>
      story.public('POST', `${at}?name=a.csv`, Buffer.from(mixed), { 'content-type': 'text/csv', ...headers })
    const [one, two] = await Promise.all([send(key), send(key)])
    assert.deepEqual([one.status, two.status, one.body.id], [202, 202, two.body.id])
    await readAll(story)
    const state = await story.public('GET', `${url}/${one.body.id}`, undefined, key)
    assert.deepEqual([state.body.state, state.body.kept, state.body.refused], ['done', 2, 4])
    const sheet = await story.public('GET', `${url}/${one.body.id}/faults`, undefined, key)
    assert.match(sheet.bytes.toString(), /^\ufeff设备号,/)

    const stranger = await systemKey(story, 'key-stranger')
    assert.equal((await send(stranger)).status, 404)
    assert.equal((await story.public('GET', `${url}/${one.body.id}/faults`, undefined, stranger)).status, 404)
    assert.equal((await send({ authorization: 'Bearer gw-990101.zhili-demo-gateway-990101' })).status, 401)
    assert.equal((await send({})).status, 401)
    const own = await makeFeed(story, { key: 'key-stranger' })
    assert.equal((await story.public('GET', `/api/v1/file-feeds/${own}/files/${one.body.id}`, undefined, stranger)).status, 404)

    await admin(story).post(`/api/v1/mapped-feeds/${feed}`, { ...fileFeed, key: 'key-drainage', on: false, version: 1 })
    assert.equal(((await send(key)).body as Problem).code, 'feed.closed')
    assert.equal((await feedOf(story, feed)).health, 'off')
    assert.equal((await admin(story).post(`/api/v1/mapped-feeds/${feed}`, { ...fileFeed, version: 1 })).status, 409)
    await story.end()
  })

  it('cannot bring more than 20 MB, nor nothing', async (t) => {
    const story = await startStory(t)
    const feed = await makeFeed(story)
    const large = await bring(story, feed, Buffer.alloc(21 * 1_048_576, 'a'))
    assert.deepEqual([large.status, (large.body as unknown as Problem).zh], [413, '内容太大，最多 20 MB'])
    assert.equal((await bring(story, feed, '')).status, 400)
    assert.deepEqual(await deliveries(story, feed), [])
    await story.end()
  })
})

describe('a large file', () => {
  it('goes on where it stood after a kill, and nothing is kept twice', async (t) => {
    const story = await startStory(t)
    const feed = await makeFeed(story)
    const from = Date.parse('2026-03-01T00:00:00Z')
    const rows = Array.from({ length: 1_300 }, (_, i) => {
      const at = new Date(from + i * 60_000 + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
      return `hf-990101-000${1 + (i % 3)},${at},4,${i % 5 === 0 ? 'x' : 1},`
    })
    const brought = await bring(story, feed, csv(...rows))
    // as one stands whose process was killed after a part had been committed, before it was counted
    await readAll(story)
    await story.sql(
      `update deliveries set state = 'running', claimed_at = $1, done = 500, kept = 400, refused = 100, tries = 1, ended_at = null where id = $2`,
      [story.now(), brought.body.id],
    )
    await story.sql('delete from delivery_faults where from_row >= 500')
    await story.sql('insert into delivery_files (delivery, data) values ($1, $2)', [brought.body.id, Buffer.from(csv(...rows))])
    await story.restart()
    await readAll(story)
    assert.equal((await deliveries(story, feed))[0]!.state, 'running', 'somebody may still be at it')
    await story.pass({ s: 61 })
    await readAll(story)
    const [done] = await deliveries(story, feed)
    assert.deepEqual([done!.state, done!.done, done!.kept, done!.duplicates, done!.refused], ['done', 1_300, 400, 640, 260])
    assert.equal((await readings(story)).length, 1_040)
    assert.deepEqual(await story.sql('select tries from deliveries'), [{ tries: 0 }], 'it came further')
    const sheet = readCsv((await faults(story, done!.id)).bytes)
    assert.deepEqual(sheet.ok && [sheet.value.rows.length, sheet.value.rows.at(-1)![4]], [261, '1297'])
    await story.acknowledge()
    await story.end()
  })

  it('over which a process is killed a third time at one place is given up with the reason', async (t) => {
    const story = await startStory(t)
    const feed = await makeFeed(story)
    await bring(story, feed, csv(good))
    // as it stands while its third reader has it
    await story.sql(`update deliveries set state = 'running', claimed_at = $1, tries = 2`, [story.now()])
    await story.pass({ s: 61 })
    await readAll(story)
    const [given] = await deliveries(story, feed)
    assert.deepEqual([given!.state, given!.kept, given!.refusal?.code], ['refused', 0, 'input.malformed'])
    assert.equal(given!.refusal?.zh, '请求内容有误：文件 读了 3 次都在同一处中断，不再读')
    assert.deepEqual(await story.sql('select 1 from delivery_files'), [])
    await story.end()
  })

  it('of a feed that is switched off waits until the feed is on again', async (t) => {
    const story = await startStory(t)
    const feed = await makeFeed(story)
    await bring(story, feed, csv(good))
    const turn = (on: boolean, version: number) => admin(story).post(`/api/v1/mapped-feeds/${feed}`, { ...fileFeed, on, version })
    assert.equal((await turn(false, 1)).status, 200)
    await readAll(story)
    assert.deepEqual([(await deliveries(story, feed))[0]!.state, await readings(story)], ['waiting', []])
    assert.equal((await turn(true, 2)).status, 200)
    await readAll(story)
    assert.deepEqual([(await deliveries(story, feed))[0]!.state, (await readings(story)).length], ['done', 1])
    await story.end()
  })

  it('is left at its next part when the platform stops', async (t) => {
    const story = await startStory(t)
    const feed = await makeFeed(story)
    await bring(story, feed, csv(good))
    story.zhili.mapped.stop()
    await story.zhili.mapped.read()
    assert.equal((await deliveries(story, feed))[0]!.state, 'waiting')
    await story.restart()
    await readAll(story)
    assert.equal((await deliveries(story, feed))[0]!.kept, 1)
    await story.end()
  })
})

describe('the first rows of a file', () => {
  it('are shown under a mapping that is not saved, and nothing is kept', async (t) => {
    const story = await startStory(t)
    const look = { sheet: null, heading: 1, list: '' }
    const ask = (mapping: object | null, more: object = {}) =>
      admin(story).post<Preview>('/api/v1/mapped-feed-preview', {
        ...{ name: 'a.csv', data: Buffer.from(mixed).toString('base64'), unit: 'unit-linjiang', look, mapping },
        ...more,
      })
    const bare = (await ask(null)).body
    assert.deepEqual(
      [bare.columns.slice(0, 2), bare.total, bare.rows[0]!.cells[0], bare.refusal],
      [['设备号', '时间'], 6, 'hf-990101-0001', null],
    )
    const read = (await ask(wide)).body
    assert.deepEqual(
      read.rows.map(({ values, refusal }) => [values.ch4 ?? null, refusal?.zh ?? null]),
      [
        [4, null],
        [5, null],
        [4, '未登记的设备“hf-990101-9999”'],
        [null, '读数格式有误：“时间” 读不出时间：“昨天”'],
        [null, '读数格式有误：“甲烷” 不是数：“=1+1”'],
        [4, '设备时间比现在快 110 分钟'],
      ],
    )
    assert.equal((await ask({ ...wide, device: { column: '编号' } })).body.refusal?.zh, '请求内容有误：文件 没有名为“编号”的列')
    assert.equal((await ask(wide, { unit: 'unit-none' })).status, 404)
    assert.equal(
      (await ask(wide, { data: Buffer.from('a,"b').toString('base64') })).body.refusal?.zh,
      '请求内容有误：文件 读不出表格',
    )
    assert.deepEqual(await readings(story), [])
    assert.equal((await story.as('chenli').post('/api/v1/mapped-feed-preview', {})).status, 403)
    await story.end()
  })
})
