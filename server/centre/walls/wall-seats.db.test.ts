import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { WallState } from '../../../contract/wall.ts'
import type { WallSeats, WallSitting, WallTiles } from '../../../contract/wall-seat.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { startStory } from '../../../test/story.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext)
type Answer = { status: number; body: Record<string, unknown>; cookie: string | null }
/** The machine of a wall: it has a cookie and nobody signed in. */
function machine() {
  let cookie = ''
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH', url: string, payload?: object): Promise<Answer> => {
    const answer = await story.zhili.app.inject({
      ...{ method, url, headers: cookie ? { cookie } : {} },
      ...(payload === undefined ? {} : { payload }),
    })
    const set = answer.headers['set-cookie']
    const given = typeof set === 'string' && set.startsWith('zhili_wall=') ? set.split(';')[0]! : null
    if (given) cookie = given
    const body = answer.body.startsWith('{') ? (answer.json() as Record<string, unknown>) : {}
    return { status: answer.statusCode, body, cookie: typeof set === 'string' ? set : null }
  }
  return { ask, mine: async () => (await ask('GET', '/api/v1/wall-seats/mine')).body as unknown as WallSitting }
}
const wall = machine()
const letIn = (as: string, code: string, area?: string) =>
  story.as(as).post<{ id: string; code: string }>('/api/v1/wall-seats', { code, name: '一楼大厅', ...(area ? { area } : {}) })
let seat = ''

describe('a wall seat', () => {
  it('is let in by a code it shows, typed in by who keeps the wall', async () => {
    assert.equal((await wall.mine()).state, 'none')
    assert.equal((await wall.ask('GET', '/api/v1/walls/state')).status, 401)
    const asked = await wall.ask('POST', '/api/v1/wall-seats/pairing', {})
    const code = String(asked.body.code)
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{8}$/)
    assert.match(asked.cookie!, /HttpOnly; SameSite=Strict; Max-Age=34560000/)
    assert.equal((await wall.mine()).state, 'waiting')
    assert.equal((await wall.ask('GET', '/api/v1/walls/state')).status, 401, 'a code opens nothing')
    assert.equal((await letIn('chenli', 'WRONG000')).body.code, 'wall.no-code')
    assert.equal((await letIn('qiumingyuan', code)).status, 403)
    assert.equal((await letIn('tangke', code, '990101')).status, 404, 'a town lets nobody into a district')
    const made = await letIn('chenli', `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`, '990101001')
    assert.equal(made.status, 200, JSON.stringify(made.body))
    seat = made.body.id
    assert.equal((await letIn('chenli', code)).body.code, 'wall.no-code', 'a code is good once')
    const sitting = await wall.mine()
    assert.deepEqual([sitting.state, sitting.seat?.areaName], ['seated', '临江街道'])
    assert.equal((await story.facts('wall.seated')).length, 1)
    assert.equal((await wall.ask('GET', '/api/v1/session')).status, 204, 'nobody is signed in at it')
  })

  it('sees its own area and no other, with masked numbers', async () => {
    await goRed(story)
    await story.acknowledge()
    const state = (await wall.ask('GET', '/api/v1/walls/state')).body as unknown as WallState
    assert.deepEqual([state.area.code, state.area.tier], ['990101001', 'town'])
    const open = await wall.ask('GET', '/api/v1/cockpit/parts?part=open')
    const [red] = (open.body.open as { reds: { id: string }[] }).reds
    const war = await wall.ask('GET', `/api/v1/cockpit/event/${red!.id}`)
    assert.equal(war.status, 200)
    for (const { phone } of war.body.phones as { phone: string | null }[]) if (phone) assert.match(phone, /\*{4}/)
    const rows = await wall.ask('GET', '/api/v1/cockpit/rows?figure=open')
    const [row] = rows.body.rows as { id: string; who: { phone: string | null } | null }[]
    assert.deepEqual([rows.body.n, row?.id], [1, red!.id], 'a figure opens its rows')
    if (row?.who?.phone) assert.match(row.who.phone, /\*{4}/)
    assert.equal((await wall.ask('GET', '/api/v1/cockpit/rows?figure=open&area=990101002')).status, 404)
    assert.equal((await wall.ask('GET', '/api/v1/cockpit/parts?part=open&area=990101002')).status, 404)
    const district = await wall.ask('GET', '/api/v1/walls/state?area=990101')
    assert.equal((district.body as unknown as WallState).area.code, '990101001', 'the district for it is its town')
  })

  it('may do nothing else: every route but those of walls refuses it', async () => {
    const { paths } = story.zhili.app.swagger() as { paths: Record<string, Record<string, { 'x-permit'?: string }>> }
    const may = new Set<string>()
    for (const [path, verbs] of Object.entries(paths))
      for (const [verb, one] of Object.entries(verbs)) {
        if (one['x-permit'] === 'public' || one['x-permit'] === 'key' || path === '/api/v1/live') continue
        const url = path.replaceAll(/\{[^}]+\}/g, '00000000-0000-4000-8000-000000000000')
        const method = verb.toUpperCase() as 'GET'
        const { status, body } = await wall.ask(method, url, method === 'GET' ? undefined : {})
        if (status === 403 && ['permit.missing', 'wall.read-only'].includes(String(body.code))) continue
        may.add(`${method} ${path}`)
      }
    assert.deepEqual([...may].toSorted(), [
      'GET /api/v1/cockpit',
      'GET /api/v1/cockpit/board',
      'GET /api/v1/cockpit/check-up',
      'GET /api/v1/cockpit/event/{id}',
      'GET /api/v1/cockpit/parts',
      'GET /api/v1/cockpit/risk',
      'GET /api/v1/cockpit/rows',
      'GET /api/v1/cockpit/vital',
      'GET /api/v1/map/points',
      'GET /api/v1/walls/state',
      'POST /api/v1/walls/opened',
    ])
  })

  it('has a playlist of its own where it is given one, and else follows its area', async () => {
    const turn = { screen: 'risk', area: null, seconds: 20, when: 'always', hours: null }
    const put = (whose: object, turns: object[]) =>
      story.as('chenli').post('/api/v1/walls/playlist', { ...whose, body: { turns } })
    assert.equal((await put({ area: '990101001' }, [turn])).status, 200)
    const shown = async () => ((await wall.ask('GET', '/api/v1/walls/state')).body as unknown as WallState).playlist
    assert.equal((await shown())?.body.turns.length, 1)
    assert.equal((await put({ seat }, [turn, turn])).status, 200)
    assert.equal((await shown())?.body.turns.length, 2)
    assert.equal((await story.as('liangzhu').post('/api/v1/walls/playlist', { seat, body: null })).status, 404)
    const area = (await story.as('tangke').get<WallState>('/api/v1/walls/state')).body
    assert.equal(area.playlist?.body.turns.length, 1, 'the area’s own stays')
  })

  it('is listed with when it was heard, outlives a restart, and is ended from the console', async () => {
    const list = async (as: string) => (await story.as(as).get<WallSeats>('/api/v1/wall-seats')).body.rows
    const [row] = await list('chenli')
    assert.deepEqual([row?.name, row?.madeBy, row?.heardAt !== null, row?.endedAt], ['一楼大厅', '陈立', true, null])
    assert.deepEqual(await list('liangzhu'), [], 'another town')
    await story.restart()
    assert.equal((await wall.ask('GET', '/api/v1/walls/state')).status, 200)
    assert.equal((await story.as('liangzhu').post(`/api/v1/wall-seats/${seat}/end`, {})).status, 404)
    assert.equal((await story.as('chenli').post(`/api/v1/wall-seats/${seat}/end`, {})).status, 200)
    assert.equal((await wall.ask('GET', '/api/v1/walls/state')).status, 401)
    assert.equal((await wall.mine()).state, 'ended')
    assert.equal((await story.facts('wall.seat-ended')).length, 1)
  })
})

describe('tiles of a wall', () => {
  it('are counted by area and day, and nobody’s name is kept', async () => {
    const open = (tile: string) => story.as('tangke').post('/api/v1/walls/opened', { tile })
    assert.equal((await open('nonsense')).status, 404)
    const tiles = async () => (await story.as('tangke').get<WallTiles>('/api/v1/walls/tiles')).body
    assert.ok(
      (await tiles()).rows.every(({ unopened }) => !unopened),
      'the machine has stood for a day',
    )
    await story.sql(`update wall_seats set made_at = made_at - interval '1 year'`)
    const year = await tiles()
    assert.deepEqual(
      [year.since, year.rows.filter(({ unopened }) => unopened).length],
      ['2025-03-02', 10],
      'a year, and nobody touched it',
    )
    await open('risk')
    await story.sql(`update wall_opens set day = day - 40`)
    await open('open')
    await open('open')
    const { rows, since } = await tiles()
    const of = (tile: string) => rows.find((row) => row.tile === tile)
    assert.deepEqual([of('open')?.opens, of('open')?.unopened, of('now')?.unopened, of('strip')?.last], [2, false, true, null])
    assert.deepEqual([of('risk')?.since, of('risk')?.last, since], [null, '2026-01-21', '2025-03-02'])
    const columns = await story.sql<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'wall_opens'`,
    )
    assert.deepEqual(columns.map(({ name }) => name).toSorted(), ['area', 'day', 'n', 'tile'])
    assert.equal((await story.as('liangzhu').get('/api/v1/walls/tiles?area=990101001')).status, 404)
    await story.acknowledge()
    await story.end()
  })
})
