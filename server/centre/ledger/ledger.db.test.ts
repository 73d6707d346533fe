import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { DueList } from '../../../contract/inspection-desk.ts'
import type { ObjectLedger } from '../../../contract/object-ledger.ts'
import { startStory } from '../../../test/story.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext)
const ledger = async (query = '', as = 'tangke') =>
  (await story.as(as).get<ObjectLedger>(`/api/v1/object-ledger?kind=septic-tank&limit=200${query}`)).body
const day = (days: number): string =>
  new Date(story.now().getTime() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
const set = (id: string, owner: string | null, details: object) =>
  story.sql('update objects set owner_kind = $2, details = $3 where id = $1', [id, owner, JSON.stringify(details)])

describe('the ledger of a kind', () => {
  it('tells the last and next time of each object and counts by who owns them, never taking unknown for in time', async () => {
    const ids = (await ledger()).rows.map(({ id }) => id)
    assert.ok(ids.length >= 4, `${ids.length} tanks`)
    for (const id of ids) await set(id, 'owned', {})
    await set(ids[0]!, 'owned', { 'last-dredge': day(-40), 'dredge-cycle': 6 })
    await set(ids[1]!, 'owned', { 'last-dredge': day(-40), 'dredge-cycle': 1 })
    await set(ids[2]!, 'ownerless', { 'last-dredge': day(-400) })
    await set(ids[3]!, null, { 'last-dredge': 'sometime', 'dredge-cycle': 'often' })
    const found = await ledger()
    assert.deepEqual(
      found.groups.map(({ id, objects, inTime, overdue, never }) => [id, objects, inTime, overdue, never]),
      [
        ['owned', ids.length - 2, 1, 1, ids.length - 4],
        ['ownerless', 1, 0, 1, 0],
        ['-', 1, 0, 0, 1],
      ],
    )
    const total = found.total!
    assert.equal(total.inTime + total.overdue + total.never, total.objects)
    const rows = ids.slice(0, 4).map((id) => found.rows.find((row) => row.id === id)!.cycle!)
    assert.deepEqual(
      rows.map(({ state, months }) => [state, months]),
      [
        ['in-time', 6],
        ['overdue', 1],
        ['overdue', 12],
        ['never', 12],
      ],
    )
    assert.equal(rows[3]!.next, null)
    assert.equal(total.unknown, 0)
    assert.deepEqual((await ledger('&view=overdue')).rows.map(({ id }) => id).toSorted(), [ids[1]!, ids[2]!].toSorted())
    assert.deepEqual(
      (await ledger('&group=ownerless')).rows.map(({ id }) => id),
      [ids[2]],
    )
    assert.deepEqual(
      (await ledger('&group=-')).rows.map(({ id }) => id),
      [ids[3]],
    )
  })

  it('takes a day to come for unknown, in the ledger, its sheet and the inspections: the day itself has been', async () => {
    const [first] = (await ledger()).rows
    const of = async (days: number) => {
      await set(first!.id, 'owned', { 'last-dredge': day(days), 'dredge-cycle': 12 })
      const found = await ledger()
      const { state, last, next } = found.rows.find(({ id }) => id === first!.id)!.cycle!
      assert.equal(last, day(days), 'what is written stays to be seen')
      const { bytes } = await story.as('tangke').get('/api/v1/object-ledger.csv?kind=septic-tank&view=unknown')
      const line = bytes
        .toString('utf8')
        .split(/\r?\n/)
        .find((one) => one.startsWith(first!.code))
      const due = await story
        .as('tangke')
        .get<DueList>('/api/v1/inspections/objects?kind=septic-tank&plan=dredge&state=due&limit=200')
      return {
        state,
        known: next !== null,
        unknown: found.total!.unknown,
        sheet: /未知（登记的上次日期未到）/.test(line ?? ''),
        due: due.body.rows.some(({ object }) => object === first!.id),
      }
    }
    assert.deepEqual(await of(1), { state: 'unknown', known: false, unknown: 1, sheet: true, due: true })
    assert.deepEqual(await of(0), { state: 'in-time', known: true, unknown: 0, sheet: false, due: false })
    assert.deepEqual((await ledger('&view=unknown')).rows, [])
  })

  it('is in time on the day before its next time, and overdue on the day itself', async () => {
    const [first] = (await ledger()).rows
    const last = new Date(Date.parse(`${day(0)}T00:00:00Z`))
    last.setUTCMonth(last.getUTCMonth() - 1)
    const of = async (days: number): Promise<string> => {
      const at = new Date(last.getTime() + days * 86_400_000).toISOString().slice(0, 10)
      await set(first!.id, 'owned', { 'last-dredge': at, 'dredge-cycle': 1 })
      return (await ledger()).rows.find(({ id }) => id === first!.id)!.cycle!.state
    }
    assert.equal(await of(1), 'in-time')
    assert.equal(await of(0), 'overdue')
  })

  it('tells letters only to whoever sees the cases of the area; to others they are unknown, not none', async () => {
    const seen = await ledger()
    assert.deepEqual([seen.hasLetters, seen.total!.letters, seen.rows[0]!.letters?.sent], [true, 0, 0])
    const keeper = await ledger('', 'baining')
    assert.deepEqual([keeper.hasLetters, keeper.total!.letters, keeper.rows[0]!.letters], [true, null, null])
    assert.ok(keeper.total!.objects > 0)
  })

  it('is handed out as a sheet with the same rows, and pages without gap or double', async () => {
    const { rows } = await ledger()
    const { bytes } = await story.as('tangke').get('/api/v1/object-ledger.csv?kind=septic-tank')
    const lines = bytes.toString('utf8').trim().split(/\r?\n/)
    assert.deepEqual(
      lines.slice(1).map((line) => line.split(',')[0]),
      rows.map(({ code }) => code),
    )
    const [one] = [(await story.as('tangke').get<ObjectLedger>('/api/v1/object-ledger?kind=septic-tank&limit=2')).body]
    const two = (await story.as('tangke').get<ObjectLedger>(`/api/v1/object-ledger?kind=septic-tank&limit=2&cursor=${one!.next}`))
      .body
    assert.deepEqual(
      [...one!.rows, ...two.rows].map(({ id }) => id),
      rows.slice(0, 4).map(({ id }) => id),
    )
    assert.equal((await story.as('tangke').get('/api/v1/object-ledger?kind=rocket')).status, 400)
    await story.end()
  })

  it('gives its sheet the owner, who manages it and what its devices said last; people masked, unknown empty', async () => {
    const [first, second] = (await ledger()).rows
    await story.sql(`update objects set owner = '渝居物业（演示）' where id = $1`, [first!.id])
    const charge = `insert into object_charges (id, object, role, outside_name, valid_from, outside_firm) values (gen_random_uuid(), $1, 'manager', $2, $3, $4)`
    await story.sql(charge, [first!.id, '江岸商业管理', story.now(), true])
    await story.sql(charge, [second!.id, '柏知远', story.now(), false])
    const [device] = await story.sql<{ id: string }>('select id from devices where object = $1', [first!.id])
    await story.reads(device!.id, { ch4: 7.5, o2: 20.6 })
    const { bytes } = await story.as('tangke').get('/api/v1/object-ledger.csv?kind=septic-tank')
    const rows = bytes
      .toString('utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','))
    const [head] = rows
    const cell = (code: string, name: RegExp): string =>
      rows.find(([first]) => first === code)![head!.findIndex((one) => name.test(one))]!
    assert.deepEqual(
      [/产权人/, /^管理人/, /甲烷/, /氧气/, /一氧化碳/].map((name) => cell(first!.code, name)),
      ['渝居物业（演示）', '江岸商业管理', '7.5', '20.6', ''],
    )
    assert.match(cell(first!.code, /读数时间/), /^20\d\d-/)
    assert.deepEqual([cell(second!.code, /^管理人/), cell(second!.code, /甲烷/)], ['柏**', ''])
  })
})
