import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
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
})
