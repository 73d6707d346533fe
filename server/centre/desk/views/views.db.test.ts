import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { SavedViews } from '../../../../contract/saved-view.ts'
import { startStory } from '../../../../test/story.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext)
const path = '/api/v1/event-views'
const names = async (as: string) =>
  (await story.as(as).get<SavedViews>(path)).body.rows.map(
    ({ name, shared, mine }) => `${name}${shared ? ' 单位' : ''}${mine ? '' : ' 只看'}`,
  )
const save = (as: string, name: string, more: object = {}) =>
  story.as(as).post<{ id: string }>(path, { name, filter: { view: 'overdue', grade: 'major,serious' }, ...more })
const idOf = async (as: string, name: string) =>
  (await story.as(as).get<SavedViews>(path)).body.rows.find((row) => row.name === name)!.id

describe('saved views of the list of events', () => {
  it('are one’s own, hold the filter, and nobody else sees them', async () => {
    await save('chenli', '夜班')
    assert.deepEqual(await names('chenli'), ['夜班'])
    assert.deepEqual(await names('luoyifan'), [])
    const [view] = (await story.as('chenli').get<SavedViews>(path)).body.rows
    assert.deepEqual(view?.filter, { view: 'overdue', grade: 'major,serious' })
    assert.equal((await save('chenli', '夜班')).status, 409, 'one name, one view')
    assert.equal((await save('luoyifan', '夜班')).status, 200, 'somebody else may call theirs the same')
    assert.equal((await story.as('luoyifan').post(`${path}/${view!.id}/change`, { name: '改' })).status, 404)
    assert.equal((await save('chenli', '坏', { filter: { sort: 'x' } })).status, 400)
    assert.equal((await story.facts('event-view.saved')).length, 0, 'what one keeps for oneself is nobody’s business')
  })

  it('are shared with the unit by who may, and stand before one’s own', async () => {
    assert.equal((await save('chenli', '本区超时', { shared: true })).status, 200)
    assert.deepEqual(await names('chenli'), ['本区超时 单位', '夜班'])
    assert.deepEqual(await names('luoyifan'), ['本区超时 单位', '夜班'])
    assert.deepEqual(await names('tangke'), [], 'another unit')
    assert.deepEqual(await names('hechuan'), ['本区超时 单位 只看'])
    assert.equal((await save('hechuan', '共享', { shared: true })).status, 403)
    assert.equal((await story.as('hechuan').post(`${path}/${await idOf('chenli', '本区超时')}/delete`, {})).status, 403)
    assert.equal((await story.facts('event-view.saved')).length, 1)
  })

  it('are renamed, given another filter, moved and deleted', async () => {
    const chen = story.as('chenli')
    const id = await idOf('chenli', '夜班')
    await save('chenli', '早会')
    assert.equal((await chen.post(`${path}/${id}/change`, { name: '早会' })).status, 409)
    await chen.post(`${path}/${id}/change`, { name: '夜班交接', filter: { view: 'closed' } })
    await chen.post(`${path}/${id}/move`, { to: 'back' })
    assert.deepEqual(await names('chenli'), ['本区超时 单位', '早会', '夜班交接'])
    await chen.post(`${path}/${id}/move`, { to: 'back' })
    await chen.post(`${path}/${id}/move`, { to: 'front' })
    const { rows } = (await chen.get<SavedViews>(path)).body
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['本区超时', '夜班交接', '早会'],
    )
    assert.deepEqual(rows[1]?.filter, { view: 'closed' })
    await chen.post(`${path}/${id}/delete`, {})
    await chen.post(`${path}/${await idOf('chenli', '本区超时')}/delete`, {})
    assert.deepEqual(await names('chenli'), ['早会'])
    assert.equal((await story.facts('event-view.deleted')).length, 1)
    for (let n = 0; n < 11; n++) await save('chenli', `视图 ${n}`)
    assert.equal((await save('chenli', '第十三个')).status, 409)
  })
})
