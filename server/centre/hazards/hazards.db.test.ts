import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { HazardList } from '../../../contract/hazard.ts'
import { startStory } from '../../../test/story.ts'

const story = await startStory({ after } as unknown as TestContext)
const [tank] = await story.sql<{ id: string }>(`select id from objects where kind = 'septic-tank' order by id limit 1`)

async function find(grade: string, what: string): Promise<void> {
  const wish = { object: tank!.id, type: 'septic-gas.hazard', grade, what }
  const { status, body } = await story.as('chenli').post('/api/v1/hazards', wish)
  assert.equal(status, 200, JSON.stringify(body))
}
const ledger = async (query = '', as = 'chenli'): Promise<HazardList> => {
  const { status, body } = await story.as(as).get<HazardList>(`/api/v1/hazards${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
const short = ({ rows }: HazardList) => rows.map(({ title, due, overdue }) => [title.split(' ').at(-1), due !== null, overdue])

describe('the ledger of hazards', () => {
  it('lists one whose grade has no day to be finished by: it stands last and is never overdue', async () => {
    await find('extraordinary', '池顶塌陷')
    await find('serious', '井盖破损')
    const listed = await ledger()
    assert.deepEqual(short(listed), [
      ['井盖破损', true, false],
      ['池顶塌陷', false, false],
    ])
    assert.deepEqual(listed.counts, { open: 2, overdue: 0, letters: 0, closed30: 0, found30: 2 })
  })

  it('pages over days and no day without gap or double', async () => {
    const one = await ledger('?limit=1')
    const two = await ledger(`?limit=1&cursor=${one.next}`)
    assert.deepEqual([...short(one), ...short(two)], short(await ledger()))
    assert.equal(two.next, null)
  })

  it('tells which are overdue once their day went by, and only those', async () => {
    // not by the clock: a grave case nobody accepts rings for days
    await story.sql('update work_orders set finish_by = $1 where finish_by is not null', [story.now()])
    assert.deepEqual(short(await ledger('?view=overdue')), [['井盖破损', true, true]])
    assert.deepEqual(short(await ledger()), [
      ['井盖破损', true, true],
      ['池顶塌陷', false, false],
    ])
  })

  it('is handed out as a sheet, and says nothing to another town', async () => {
    const { bytes } = await story.as('chenli').get('/api/v1/hazards.csv')
    assert.match(bytes.toString('utf8'), /池顶塌陷/)
    assert.deepEqual((await ledger('', 'liangzhu')).rows, [])
  })
})
