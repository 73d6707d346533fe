import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { SheetLook } from '../../contract/object-sheet.ts'
import { plainFace, readCsv, writeCsv } from '../../protocols/sheet/csv.ts'
import { highRisePacks } from '../demo-packs.ts'
import { startStory } from '../story.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: highRisePacks })
const keeper = story.as('baining')
type Made = { id: string; code?: string }
const csv = (...rows: string[][]): Buffer => Buffer.from(writeCsv({ rows, face: plainFace }))
const look = async (bytes: Buffer) => (await keeper.post<SheetLook>('/api/v1/object-sheets/look?kind=building', bytes)).body
const take = async (bytes: Buffer, digest: string) =>
  (await keeper.post<Made>(`/api/v1/object-sheets/take?kind=building&name=x.csv&digest=${digest}`, bytes)).body
const handedOut = async (): Promise<string[][]> => {
  const { bytes } = await keeper.get('/api/v1/objects.csv?kind=building')
  const read = readCsv(bytes)
  assert.ok(read.ok)
  return read.value.rows
}
const cell = async (column: string): Promise<string | undefined> => {
  const [head, row] = await handedOut()
  return row![head!.indexOf(column)]
}
const head = ['编号', '责任人', '管理人', '维保', '网格']
const [{ unit, post }] = (await story.sql<{ unit: string; post: string }>(
  `select u.name as unit, u.name || p.name as post from posts p join units u on u.id = p.unit where p.kind = 'town-duty' and u.id = 'unit-linjiang'`,
)) as [{ unit: string; post: string }]
const tower = (
  await keeper.post<Made>('/api/v1/objects', { kind: 'building', code: 'GL-1', name: '临江大厦', lon: 105.5072, lat: 31.5069 })
).body.id
const holder = { kind: 'outside', name: '欧阳芷兰', phone: '13000008888' }
await keeper.post(`/api/v1/objects/${tower}/charges`, { role: 'responsible', holder })

describe('who answers for objects, as columns of their sheet', () => {
  it('is handed out as the page shows it, and comes back without a change', async () => {
    assert.equal(await cell('责任人'), '外部：欧***')
    const { bytes } = await keeper.get('/api/v1/objects.csv?kind=building&lang=en')
    const seen = await look(bytes)
    assert.deepEqual([seen.changed, seen.unchanged, seen.refused, seen.unknown], [0, 1, 0, []])
  })

  it('is changed by name: a post, a unit, a firm outside; the facts are those of a change by hand, and the risk follows', async () => {
    const bytes = csv(head, ['GL-1', '', post, '外部：永固消防维保', unit])
    const seen = await look(bytes)
    assert.deepEqual(
      [seen.changed, seen.refused, seen.sample[0]?.changes?.map(({ field }) => field)],
      [...[1, 0, ['charges/manager', 'charges/maintainer', 'charges/grid']]],
    )
    await take(bytes, seen.digest)
    assert.deepEqual(
      [await cell('责任人'), await cell('管理人'), await cell('维保'), await cell('网格')],
      [...['外部：欧***', post, '外部：永固消防维保', unit]],
    )
    assert.equal((await story.facts('object.charged')).length, 4)
    assert.equal((await story.facts('object.changed')).length, 0, 'its entry is as it was')
    assert.equal((await look(bytes)).unchanged, 1, 'taken again it changes nothing')
    await story.pass({ s: 1 })
    const [{ score }] = (await story.sql<{ score: number }>(
      `select (scores ->> 'persons')::float8 as score from object_risks where object = $1`,
      [tower],
    )) as [{ score: number }]
    assert.equal(score, 0)
  })

  it('is ended by a dash, and begins with a new object', async () => {
    const bytes = csv(
      [...head, '名称', '经度', '纬度'],
      ['GL-1', '—', '', '', '', '', '', ''],
      ['GL-2', '', unit, '', '', '二号楼', '105.5073', '31.507'],
    )
    const seen = await look(bytes)
    assert.deepEqual([seen.registered, seen.changed, seen.refused], [1, 1, 0])
    await take(bytes, seen.digest)
    assert.equal(await cell('责任人'), '')
    const [ended] = await story.facts('object.discharged')
    assert.deepEqual([ended?.subject, ended?.body.role], [tower, 'responsible'])
    const [second] = await story.sql<{ n: number }>(
      `select count(*)::int as n from object_charges c join objects o on o.id = c.object where o.code = 'GL-2' and c.role = 'manager' and c.valid_to is null`,
    )
    assert.equal(second?.n, 1)
  })

  it('comes back with its errors, by row and column, and is not taken over what somebody changed meanwhile', async () => {
    const wrong = await look(csv(head, ['GL-1', '外部：张**', '云上街道', '', '']))
    assert.equal(wrong.refused, 1)
    assert.deepEqual(
      wrong.faults.map(({ row, zh }) => [row, /责任人/.test(zh) || /管理人/.test(zh)]),
      [
        [2, true],
        [2, true],
      ],
    )
    const bytes = csv(head, ['GL-1', '外部：安和物业', '', '', ''])
    const seen = await look(bytes)
    assert.equal((await keeper.post(`/api/v1/objects/${tower}/charges`, { role: 'responsible', holder })).status, 200)
    assert.equal((await take(bytes, seen.digest)).code, 'object.sheet-moved')
    await story.acknowledge()
    await story.end()
  })
})
