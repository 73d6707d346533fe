import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { extractText, getDocumentProxy } from 'unpdf'
import type { CheckUp, CheckUps } from '../../../contract/check-up.ts'
import { boardWords } from '../../../contract/check-up-kinds.ts'
import type { EventRow } from '../../../contract/event.ts'
import { grades, risks } from '../../../contract/scales.ts'
import type { VitalDefinition, VitalList } from '../../../contract/vital.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { startStory } from '../../../test/story.ts'
import { readPdf } from '../../city/file/read-pdf.ts'
import { addVitals } from '../../flow/7-evaluate/vitals/store-registry.ts'

// One city for all, in the order of the tests. Monday, 2 March 2026, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const base: VitalDefinition = {
  ...{ code: 'gas.online', name: { zh: '燃气报警在线率', en: 'Gas alarms online' }, board: 'facilities', track: 'gas' },
  ...{ unit: { zh: '%', en: '%' }, decimals: 1, aggregation: 'ratio', times: 100, tier: 'community', cadence: 'day' },
  ...{ dueMinutes: 60, hysteresis: 0, normal: { least: 95 }, source: { zh: '燃气企业', en: 'gas firms' } },
  // One community of many stands for all in this story.
  opens: { hold: 1, causeHours: 24, covered: 1 },
}
const made = (definition: VitalDefinition, state: 'connected' | 'catalogued') => ({
  ...{ definition, state, pinyin: '', initials: '', owner: null },
})
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(
    tx,
    [
      made(base, 'connected'),
      made({ ...base, code: 'gas.silent' }, 'connected'),
      made({ ...base, code: 'gas.planned' }, 'catalogued'),
    ],
    'system',
    tx.now,
  ),
)
const towns = ['990101001', '990101002']
/** Who leads the city, the district and its two towns, and who leads the duty there. */
const readers = ['shenlan', 'liangzhu', 'qiumingyuan', 'chenli', 'jiangyue', 'tangke', 'lusiqi', 'zhuxi-commander']
const district = story.as('chenli') // the hub of 北岸区
const tell = async (value: number, period: string, denominator = 100) => {
  const told = { vital: 'gas.online', area: '990101001001', period, value, denominator }
  assert.equal((await district.post('/api/v1/vitals/values', { values: [told] })).status, 200)
  while (await story.zhili.rollVitals());
}
/** The first sheet of a workbook as it is written: its local header (PKWARE APPNOTE 4.3.7), then its bytes. */
function sheetXml(workbook: Buffer): string {
  const name = 'xl/worksheets/sheet1.xml'
  const at = workbook.indexOf(name)
  const from = at + name.length + workbook.readUInt16LE(at - 2)
  const part = workbook.subarray(from, from + workbook.readUInt32LE(at - 12))
  return (workbook.readUInt16LE(at - 22) === 8 ? inflateRawSync(part) : part).toString()
}
const ask = async () => (await district.post<{ id: string; no: number }>('/api/v1/check-ups', {})).body
const read = async (id: string, as = district) => (await as.get<CheckUp>(`/api/v1/check-ups/${id}`)).body
const boardOf = (checkUp: CheckUp, board: string) => checkUp.body.boards.find((one) => one.board === board)!

describe('a check-up', () => {
  it('counts what is silent as unknown, never as normal', async () => {
    await tell(99, '2026-03-01')
    const { id, no } = await ask()
    const checkUp = await read(id)
    assert.deepEqual([no, checkUp.areaName, checkUp.before, checkUp.body.changes], [1, '北岸区', null, []])
    assert.deepEqual(boardOf(checkUp, 'facilities').vitals, { normal: 1, outside: 0, unknown: 1, unjudged: 0, unconnected: 1 })
    assert.equal(boardOf(checkUp, 'facilities').events.open, 0)
    const { n, of } = boardOf(checkUp, 'facilities').plans
    assert.ok(n > 0 && n <= of, `${n} of ${of} plans find somebody`)
  })

  it('holds a vital whose newest value is too old for unknown, and says so', async () => {
    await story.pass({ d: 2 })
    const checkUp = await read((await ask()).id)
    assert.deepEqual(boardOf(checkUp, 'facilities').vitals, { normal: 0, outside: 0, unknown: 2, unjudged: 0, unconnected: 1 })
    assert.deepEqual(
      checkUp.body.changes.map(({ kind, id }) => [kind, id]),
      [['vital-silent', 'gas.online']],
    )
    assert.deepEqual(checkUp.body.unknown.map(({ id, because, period }) => [id, because, period]).toSorted(), [
      ['gas.online', 'late', '2026-03-01'],
      ['gas.silent', 'never', null],
    ])
  })

  it('says what changed since and why, and the one before stays as it was', async () => {
    await tell(90, '2026-03-03')
    await goRed(story)
    await story.acknowledge()
    const { id, no } = await ask()
    const checkUp = await read(id)
    assert.deepEqual([no, checkUp.before?.no], [3, 2])
    const facilities = boardOf(checkUp, 'facilities')
    assert.deepEqual([facilities.vitals.outside, facilities.events.byGrade.extraordinary], [1, 1])
    const [vital, event] = checkUp.body.changes
    assert.deepEqual([vital?.kind, vital?.why.value, vital?.why.least], ['vital-outside', 90, 95])
    assert.deepEqual([event?.kind, event?.why.grade], ['grave-open', 'extraordinary'])
    assert.equal(checkUp.before?.boards.find(({ board }) => board === 'facilities')?.vitals.unknown, 2)
  })

  it('names figures whose lists show as many rows', async () => {
    const [{ id }] = (await district.get<CheckUps>('/api/v1/check-ups')).body.rows as [CheckUps['rows'][number]]
    const board = boardOf(await read(id), 'facilities')
    const events = (wish: string) => district.get<{ rows: EventRow[] }>(`/api/v1/events?area=990101&view=open&board=${wish}`)
    assert.equal((await events('facilities')).body.rows.length, board.events.open)
    assert.equal((await events('economy')).body.rows.length, 0)
    for (const standing of ['normal', 'outside', 'unknown', 'unjudged', 'unconnected'] as const) {
      const list = await district.get<VitalList>(`/api/v1/vitals?area=990101&board=facilities&standing=${standing}`)
      assert.equal(list.body.total, board.vitals[standing], standing)
    }
  })

  it('is made by the month for the city, its districts and their towns, once, and sent to who leads there', async () => {
    let turns = 1
    while (await story.zhili.checkUp()) turns++
    assert.equal(await story.zhili.checkUp(), false)
    const rows = await story.sql<{ area: string }>(`select area from check_ups where made = 'schedule' order by at, id`)
    assert.equal(rows.length, turns)
    assert.deepEqual(
      rows.map(({ area }) => area),
      ['99', '990101', ...towns],
    )
    await story.expectNotices(readers.map((account) => [account, 'check-up']))
    // Whoever is told can open what they are told of: the page, the PDF and the sheet.
    const sent = await story.sql<{ account: string; check_up: string }>(
      `select a.account, f.body->'checkUp'->>'id' as check_up from facts f join accounts a on a.person = f.subject
       where f.kind = 'notice.sent' and f.body->>'kind' = 'check-up'`,
    )
    assert.equal(sent.length, readers.length)
    for (const { account, check_up: id } of sent)
      for (const what of ['', '/paper.pdf', '/sheet.xlsx'])
        assert.equal((await story.as(account).get(`/api/v1/check-ups/${id}${what}`)).status, 200, `${account} ${what}`)
  })

  it('takes the same few statements whatever the area holds', async () => {
    const [{ id }] = (await district.get<CheckUps>('/api/v1/check-ups')).body.rows as [CheckUps['rows'][number]]
    const { spine } = story.zhili
    const { query, transaction } = spine
    let n = 0
    const counted = <T extends { query: typeof query }>(db: T, own = db.query): T =>
      Object.assign(Object.create(db) as T, {
        query: (...args: Parameters<typeof query>) => {
          n++
          return own.call(db, ...args)
        },
      })
    // What reads along behind a request (followers of facts) asks the same spine now and then: the least of three is the request's own.
    const count = async (act: () => Promise<unknown>): Promise<number> => {
      const found: number[] = []
      for (let turn = 0; turn < 3; turn++) {
        n = 0
        await act()
        found.push(n)
      }
      return Math.min(...found)
    }
    Object.assign(spine, {
      query: counted({ query }).query,
      transaction: ((actor, work) => transaction(actor, (tx) => work(counted(tx)))) satisfies typeof transaction,
    })
    const found = {
      list: await count(() => district.get('/api/v1/check-ups')),
      one: await count(() => district.get(`/api/v1/check-ups/${id}`)),
      make: await count(() => district.post('/api/v1/check-ups', {})),
    }
    Object.assign(spine, { query, transaction })
    // the session and the rights with them; of one that is made, what reviews look at it for, what tracks are called and which vitals are named too
    assert.ok(found.list <= 7 && found.one <= 7 && found.make <= 30, JSON.stringify(found))
  })

  it('is read and made only where one answers for the whole area, and gives a table', async () => {
    const { rows } = (await district.get<CheckUps>('/api/v1/check-ups')).body
    const third = rows.find(({ no }) => no === 3)
    assert.deepEqual([third?.sums.unknown, third?.sums.outside], [1, 1])
    const town = story.as('tangke')
    assert.equal((await town.get(`/api/v1/check-ups/${third!.id}`)).status, 404)
    assert.equal((await town.post('/api/v1/check-ups', { area: '990101' })).status, 404)
    assert.equal((await town.post('/api/v1/check-ups', {})).status, 200, 'a town makes its own')
    const leads = await story.as('qiumingyuan').post('/api/v1/check-ups', { area: '990101' })
    assert.equal(leads.status, 200, 'a commander makes one, and tells no values by it')
    const refused = await story.as('zhoumin').post<{ code: string; details?: { permit?: string } }>('/api/v1/check-ups', {})
    assert.deepEqual([refused.body.code, refused.body.details?.permit], ['permit.missing', 'check-up.make'])
    const csv = await district.get<string>(`/api/v1/check-ups/${third!.id}/sheet.csv`)
    assert.match(String(csv.body), /设施运行,0,1,1,0,1,1,1,0/)
    assert.match(String(csv.body), /指标出常态,燃气报警在线率,设施运行,90,%,95/)
    assert.match(String(csv.body), /^\uFEFF?北岸区,No\. 3,2026-03-04 09:\d\d:\d\d\r?\n/, 'as the clock of the city shows it')
    const { body } = await read(third!.id)
    const names = [body.outside, body.unknown, body.kinds].flat().map(({ name }) => name.zh)
    const said = [...names, ...body.grave.map(({ no }) => no), ...body.risky.map(({ name }) => name)]
    assert.ok(body.grave.length > 0 && body.unknown.length > 0)
    for (const one of said) assert.ok(String(csv.body).includes(one), `the sheet names ${one}`)
    assert.match(String(csv.body), /未结的特别重大、重大事件,1\r?\n编号,事件,等级,板块,自\r?\n/)
  })

  it('is a PDF whose words and figures are those of the answer, for whoever may read it', async () => {
    const { rows } = (await district.get<CheckUps>('/api/v1/check-ups')).body
    const third = await read(rows.find(({ no }) => no === 3)!.id)
    const way = `/api/v1/check-ups/${third.id}/paper.pdf`
    assert.equal((await story.as('tangke').get(way)).status, 404)
    const { bytes, status } = await district.get(way)
    assert.deepEqual([status, readPdf(bytes)], [200, 'plain'])
    assert.deepEqual((await district.get(way)).bytes, bytes, 'the same bytes whenever it is asked for')
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false })
    const all = text.join(' ').replace(/\s+/g, ' ')
    const plain = all.replaceAll(' ', '')
    for (const [n, page] of text.entries())
      assert.match(page, new RegExp(`北岸区.*第 3 份.*第 ${n + 1} / ${text.length} 页`, 's'))
    assert.match(plain, /第3份·2026-03-0409:\d\d:\d\d的情况·人工发起·与第2份（2026-03-0409:\d\d:\d\d，人工发起）比/)
    for (const [n, one] of third.body.boards.slice(0, 8).entries()) {
      const [name, next] = [boardWords(one.board).zh, third.body.boards[n + 1]!.board]
      const from = all.indexOf(name)
      const to = all.indexOf(n === 7 ? '合计' : boardWords(next).zh, from)
      // What stands small below a figure: of how many, and by how much it changed.
      const row = all.slice(from + name.length, to).replace(/\/\d+ · [\d.]+ %|[+−]\d+/g, ' ')
      const { vitals, events, repeats, risks: by, plans, manned } = one
      const wanted = [
        ...[vitals.normal, vitals.outside, vitals.unknown, vitals.unconnected, events.open],
        ...grades.map((grade) => events.byGrade[grade] ?? 0),
        ...[events.overdue, events.parked, repeats, ...risks.map((level) => by[level]), by.unrated, plans.n, plans.of],
        ...(manned!.of > 0 ? [manned!.n, manned!.of] : []),
      ]
      assert.deepEqual((row.match(/\d+/g) ?? []).map(Number), wanted, `${name}: ${row}`)
    }
    const { vitals } = boardOf(third, 'facilities')
    assert.ok(all.includes(`/${vitals.normal + vitals.outside + vitals.unknown} · 50.0 %`), 'a share has both its numbers')
    const { body } = third
    const named = [...body.outside, ...body.unknown, ...body.kinds, ...body.unmanned].map(({ name }) => name.zh)
    for (const one of [...named, ...body.grave.map(({ title }) => title), ...body.risky.map(({ name }) => name)])
      assert.ok(plain.includes(one.replaceAll(' ', '')), `the PDF names ${one}`)
    const english = await district.get(`${way}?lang=en`)
    assert.match(
      (await extractText(await getDocumentProxy(new Uint8Array(english.bytes)))).text.join(' '),
      /City check-up.*No\. 3/s,
    )
  })

  it('calls a plan manned only where every area that needs it finds somebody', async () => {
    const before = await read((await ask()).id)
    const duty = await story.sql<{ id: string }>(
      `select p.id from posts p join unit_areas x on x.unit = p.unit where x.path like '%/990101002/' and p.kind = 'town-duty'`,
    )
    assert.ok(duty.length > 0)
    const now = story.now()
    await story.sql('update appointments set valid_to = $2 where post = any($1) and valid_from < $2', [
      duty.map(({ id }) => id),
      now,
    ])
    await story.pass({ m: 1 })
    const after = await read((await ask()).id)
    const fallen = after.body.unmanned.filter(({ id }) => !before.body.unmanned.some((one) => one.id === id))
    assert.ok(fallen.length > 0)
    for (const { manned, where } of fallen) assert.deepEqual([manned, where], [{ n: 1, of: 2 }, ['竹溪街道']])
    const sum = ({ body }: CheckUp, of: 'plans' | 'manned') => body.boards.reduce((n, board) => n + board[of]!.n, 0)
    assert.equal(sum(before, 'plans') - sum(after, 'plans'), fallen.length)
    assert.equal(sum(before, 'manned') - sum(after, 'manned'), fallen.length, 'the other town stays manned')
  })

  it('says on the PDF how many of the unknown have a number and no range', async () => {
    const { normal: _, ...unranged } = { ...base, code: 'gas.unranged', name: { zh: '没有常态的', en: 'Without a range' } }
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
      addVitals(tx, [made(unranged, 'connected')], 'system', tx.now),
    )
    const value = { vital: 'gas.unranged', area: '990101001001', period: '2026-03-03', value: 7, denominator: 10 }
    assert.equal((await district.post('/api/v1/vitals/values', { values: [value] })).status, 200)
    while (await story.zhili.rollVitals());
    const { id } = await ask()
    const { vitals } = boardOf(await read(id), 'facilities')
    assert.equal(vitals.unjudged, 1)
    for (const [lang, words] of [
      ['zh', /\/\d+ · [\d.]+ %(?: [+−]\d+)? 未判 1/],
      ['en', /\/\d+ · [\d.]+ %(?: [+−]\d+)? 1 not judged/],
    ] as const) {
      const { bytes } = await district.get(`/api/v1/check-ups/${id}/paper.pdf?lang=${lang}`)
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })
      assert.match(String(text).replace(/\s+/g, ' '), words)
    }
  })

  it('writes a quotient with the decimals of its vital, as a number of the sheet, with its unit', async () => {
    await tell(99, '2026-03-03')
    await ask()
    await tell(2, '2026-03-03', 3)
    const { id } = await ask()
    const { body } = await read(id)
    const [outside] = body.outside
    assert.ok(outside!.value > 66.66 && outside!.value < 66.67, 'what is kept is not rounded')
    assert.deepEqual([outside!.decimals, body.changes[0]?.why.decimals], [1, 1])
    const csv = String((await district.get<string>(`/api/v1/check-ups/${id}/sheet.csv`)).body)
    assert.match(csv, /燃气报警在线率,设施运行,66\.7,%,95,,/)
    assert.doesNotMatch(csv, /66\.66/)
    const xml = sheetXml((await district.get(`/api/v1/check-ups/${id}/sheet.xlsx`)).bytes)
    assert.match(xml, /<c r="D\d+"><v>66\.7<\/v><\/c><c r="E\d+" t="inlineStr"><is><t xml:space="preserve">%</)
    const { bytes } = await district.get(`/api/v1/check-ups/${id}/paper.pdf`)
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)))
    assert.match(text.join(' '), /66\.7\s+%/)
  })
})
