import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { BaselineSheetLook } from '../../../contract/baseline-sheet.ts'
import type { HaulBoardRow, HaulEffects } from '../../../contract/haul-effect.ts'
import { truckPack } from '../../../test/demo-packs.ts'
import { startStory } from '../../../test/story.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: [truckPack] })
await story.sql(`insert into operating_districts (code, name, sort, kind) values ('z-new', '新区', 2, 'zone')`)
const headings = ['区县', '期间自', '期间至', '发现数', '办理数', '用时中位数（小时）', '出处', '备注']
const row = (district: string, more: Record<number, string> = {}): string[] =>
  [district, '2025-01-01', '2025/12/31', '1000', '200', '', '2025 年渣土台账', ''].map((cell, i) => more[i] ?? cell)
const csv = (...rows: string[][]): Buffer => Buffer.from([headings, ...rows].map((cells) => cells.join(',')).join('\n'))

type Answer = BaselineSheetLook & { code?: string }
const ask = <T = Answer>(verb: string, bytes: Buffer, { account = 'chenli', more = '' } = {}) =>
  story.as(account).post<T>(`/api/v1/haulage-baseline-sheets/${verb}?pack=${truckPack.id}${more}`, bytes)
const look = async (bytes: Buffer): Promise<Answer> => (await ask('look', bytes)).body
const take = (bytes: Buffer, digest: string) => ask<{ code?: string }>('take', bytes, { more: `&digest=${digest}` })
const counts = ({ set, unchanged, refused }: BaselineSheetLook) => [set, unchanged, refused]
const before = async (): Promise<HaulBoardRow['before']> =>
  (await story.as('chenli').get<HaulEffects>('/api/v1/haulage-effects')).body.rows[0]!.board[0]!.before

describe('a sheet of baselines', () => {
  it('is looked at first, then taken whole with who took it; taken again nothing happens', async () => {
    const bytes = csv(row('北岸区'))
    const seen = await look(bytes)
    assert.deepEqual([counts(seen), seen.unknown, seen.faults], [[1, 0, 0], ['备注'], []])
    assert.equal(await before(), null, 'a look writes nothing')
    assert.deepEqual((await take(bytes, seen.digest)).body, { set: 1, unchanged: 0 })
    const now = await before()
    assert.deepEqual([now?.from, now?.to, now?.found, now?.handled, now?.hours], ['2025-01-01', '2025-12-31', 1_000, 200, null])
    const [fact] = await story.facts('haul-baseline.set')
    assert.deepEqual([fact?.subject, fact?.body.areaName, fact?.body.found], ['990101', '北岸区', 1_000])
    assert.equal((await take(bytes, seen.digest)).body.code, 'object.sheet-moved')
    assert.deepEqual(counts(await look(bytes)), [0, 1, 0])
  })

  it('tells every fault by its row, takes nothing of it, and hands the rows back', async () => {
    const bytes = csv(
      row('990101', { 3: '1200' }),
      row('北岸区'),
      row('新区'),
      row('北岸区', { 4: '9999' }),
      row('北岸区', { 2: '2099-01-01' }),
    )
    const seen = await look(bytes)
    assert.deepEqual(counts(seen), [1, 0, 4])
    assert.deepEqual(
      seen.faults.map(({ row: line, zh }) => `${line} ${zh}`),
      [
        '3 请求内容有误：区县 在表中出现两次',
        '4 请求内容有误：区县 不认识“新区”',
        '5 办理数不能多于发现数',
        '6 期间应当先开始、后结束，并且不晚于今天',
      ],
      'a zone that has no town of the caller is not theirs',
    )
    assert.equal((await take(bytes, seen.digest)).body.code, 'object.sheet-moved')
    assert.equal((await before())?.found, 1_000, 'all or nothing')
    const lines = (await ask('errors', bytes)).bytes.toString().trim().split(/\r?\n/)
    assert.deepEqual([lines.length, lines[0]?.endsWith('行号,原因')], [5, true])
  })

  it('stops when somebody entered a baseline since the look', async () => {
    const bytes = csv(row('北岸区', { 3: '1300' }))
    const { digest } = await look(bytes)
    const says = { pack: truckPack.id, from: '2024-01-01', to: '2024-12-31', found: 50, handled: 5, source: '2024 年台账' }
    assert.equal((await story.as('chenli').post('/api/v1/haulage-baselines', { ...says, district: '990101' })).status, 200)
    assert.equal((await take(bytes, digest)).body.code, 'object.sheet-moved')
    assert.equal((await before())?.found, 50)
  })

  it('is for whoever tunes the pack, of a pack in which things are carried, and needs its columns', async () => {
    assert.equal((await ask('look', csv(row('北岸区')), { account: 'tangke' })).status, 403)
    const other = await story.as('chenli').post('/api/v1/haulage-baseline-sheets/look?pack=septic-gas', csv(row('北岸区')))
    assert.equal(other.status, 400)
    assert.equal((await ask('look', Buffer.from('区县,发现数\n'))).status, 400)
  })
})
