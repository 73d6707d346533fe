import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { ObjectCodes, Plates } from '../../../../contract/object-code.ts'
import type { ObjectKinds, ObjectList } from '../../../../contract/register.ts'
import { highRisePacks } from '../../../../test/demo-packs.ts'
import { newPhoto } from '../../../../test/scenario/septic.ts'
import { type Story, startStory } from '../../../../test/story.ts'

const tank = 'tank-990101-0001'
const path = `/api/v1/objects/${tank}`
type Done = { id: string; code: string; object: string }

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: highRisePacks })
const keeper = story.as('baining')
const codes = async (as = 'baining') => (await story.as(as).get<ObjectCodes>(`${path}/codes`)).body
const kindOf = async (kind: string) =>
  (await keeper.get<{ rows: (typeof ObjectKinds)['_zod']['output']['rows'] }>('/api/v1/object-kinds')).body.rows.find(
    (one) => one.kind === kind,
  )!

async function upload(of: Story, as: string): Promise<string> {
  const jpeg = newPhoto()
  const { id } = (await of.as(as).post<{ id: string }>('/api/v1/files', { size: jpeg.length })).body
  await of.as(as).put(`/api/v1/files/${id}?offset=0`, jpeg)
  return id
}

describe('codes of objects', () => {
  it('are made once, of ten characters by chance, and found by whoever reads the register there', async () => {
    assert.deepEqual(await codes(), { live: null, before: [], mayKeep: true, mayPost: true })
    const made = (await keeper.post<Done>(`${path}/codes`, {})).body
    assert.match(made.code, /^[0-9A-HJKMNP-TV-Z]{10}$/)
    assert.equal((await keeper.post(`${path}/codes`, {})).body.code, 'object-code.standing')
    assert.equal((await story.as('xieran').post(`${path}/codes`, {})).status, 403)
    const find = (as: string, code: string) => story.as(as).get<{ object: string; state: string }>(`/api/v1/object-codes/${code}`)
    const { status, body } = await find('xieran', made.code.toLowerCase())
    assert.deepEqual([status, body.object, body.state], [200, tank, 'live'])
    assert.equal((await find('liangzhu', made.code)).status, 404, 'another town')
    assert.equal((await find('xieran', '0000000000')).status, 404)
    assert.deepEqual((await codes('xieran')).mayKeep, false)
    const [fact] = await story.facts('object-code.issued')
    assert.ok(!JSON.stringify(fact).includes(made.code), 'a fact that other systems may read tells no code')
  })

  it('hang on the wall with a photo of one’s own, which whoever reads the register may see', async () => {
    const photo = await upload(story, 'xieran')
    const post = (as: string, body: object) => story.as(as).post<Done>(`${path}/codes/post`, body)
    assert.equal((await post('zhoumin', { where: '大门左侧', file: photo })).body.code, 'input.malformed', 'another’s photo')
    assert.equal((await post('qiumingyuan', { where: '大门左侧' })).body.code, 'permit.missing')
    assert.equal((await post('liangzhu', { where: '大门左侧' })).status, 404)
    assert.equal((await post('xieran', { where: '大门左侧', file: photo })).status, 200)
    const { live } = await codes()
    assert.deepEqual([live?.posted?.where, live?.posted?.file], ['大门左侧', photo])
    assert.equal((await keeper.get(`/api/v1/files/${photo}`)).status, 200)
    assert.equal((await story.as('liangzhu').get(`/api/v1/files/${photo}`)).status, 404)
    const { objects, coded, posted } = await kindOf('septic-tank')
    assert.ok(objects > 1)
    assert.deepEqual([coded, posted], [1, 1])
    const [fact] = await story.facts('object-code.posted')
    assert.deepEqual([fact!.body.where, String(fact!.body.photo).length], ['大门左侧', 64])
  })

  it('are renewed and ended with a reason, and what was before stays to be read', async () => {
    const first = (await codes()).live!
    const renewed = (await keeper.post<Done>(`${path}/codes/renew`, { reason: '码牌破损' })).body
    assert.notEqual(renewed.code, first.code)
    const now = await codes()
    assert.deepEqual([now.live?.code, now.live?.posted], [renewed.code, null])
    assert.deepEqual(
      now.before.map(({ code, ended }) => [code, ended?.reason, ended?.renewed]),
      [[first.code, '码牌破损', true]],
    )
    assert.equal((await kindOf('septic-tank')).posted, 0, 'the new plate hangs nowhere yet')
    assert.equal((await keeper.post<Done>(`${path}/codes/end`, { reason: '拆除' })).status, 200)
    assert.equal((await keeper.post(`${path}/codes/renew`, { reason: '拆除' })).body.code, 'object-code.none')
    assert.deepEqual([(await codes()).live, (await codes()).before.length], [null, 2])
    const found = await story.as('xieran').get<{ state: string }>(`/api/v1/object-codes/${first.code}`)
    assert.equal(found.body.state, 'renewed')
  })

  it('are made for what a filter finds, and only for what has none', async () => {
    await keeper.post(`${path}/codes`, {})
    const issue = async () =>
      (await keeper.post<{ issued: number; left: number }>('/api/v1/object-codes/issue', { kind: 'septic-tank' })).body
    const { objects } = await kindOf('septic-tank')
    assert.deepEqual(await issue(), { issued: objects - 1, left: 0 })
    assert.deepEqual(await issue(), { issued: 0, left: 0 })
    const { rows, total } = (await keeper.get<Plates>('/api/v1/object-plates?kind=septic-tank')).body
    assert.equal(total, objects)
    assert.equal(new Set(rows.map(({ code }) => code)).size, objects)
    const list = async (coded: string) =>
      (await keeper.get<(typeof ObjectList)['_zod']['output']>(`/api/v1/objects?kind=septic-tank&coded=${coded}`)).body.total
    assert.deepEqual([await list('none'), await list('issued'), await list('posted')], [0, objects, 0])
    await keeper.post(`${path}/codes/post`, { where: '井口旁' })
    const left = (await keeper.get<Plates>('/api/v1/object-plates?kind=septic-tank&unposted=yes&limit=1')).body
    assert.deepEqual([left.total, left.rows.length, left.next !== null], [objects - 1, 1, objects > 2])
    const one = (await keeper.get<Plates>(`/api/v1/object-plates?object=${tank}`)).body
    assert.deepEqual(
      one.rows.map(({ object }) => object),
      [tank],
    )
    assert.equal(
      (await story.as('liangzhu').get<Plates>('/api/v1/object-plates')).body.total,
      0,
      'plates of other towns are not theirs',
    )
  })

  it('end with their object', async () => {
    const made = (
      await keeper.post<Done & { version: number }>('/api/v1/objects', {
        kind: 'septic-tank',
        code: 'X-1',
        name: '临时池',
        lon: 105.5072,
        lat: 31.5069,
      })
    ).body
    const { code } = (await keeper.post<Done>(`/api/v1/objects/${made.id}/codes`, {})).body
    await keeper.post(`/api/v1/objects/${made.id}/end`, { version: 1, reason: '填埋' })
    assert.equal((await keeper.get<{ state: string }>(`/api/v1/object-codes/${code}`)).body.state, 'ended')
    assert.equal((await keeper.post(`/api/v1/objects/${made.id}/codes`, {})).body.code, 'object.ended')
    await story.end()
  })
})
