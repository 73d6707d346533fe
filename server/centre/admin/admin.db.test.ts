import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { z } from 'zod'
import type {
  AdminAppointmentList,
  AdminPersonList,
  AdminPostList,
  AdminUnitList,
  ApiKeyList,
  AuditList,
} from '../../../contract/admin.ts'
import { goRed, leadOrder } from '../../../test/scenario/septic.ts'
import { type Story, startStory } from '../../../test/story.ts'
import type { Answer } from '../../../test/story-people.ts'

type Units = z.infer<typeof AdminUnitList>
type Posts = z.infer<typeof AdminPostList>
type People = z.infer<typeof AdminPersonList>
type Held = z.infer<typeof AdminAppointmentList>
type Made = { id: string; code?: string; details?: { count?: number }; password?: string; secret?: string }
const admin = (story: Story) => ({
  get: <T>(path: string) => story.as('zouhaining').get<T>(`/api/v1/admin/${path}`),
  post: (path: string, body: unknown = {}): Promise<Answer<Made>> =>
    story.as('zouhaining').post<Made>(`/api/v1/admin/${path}`, body),
})
const later = (story: Story, hours: number): string => new Date(story.now().getTime() + hours * 3_600_000).toISOString()

describe('people and their posts', () => {
  it('are made, appointed, delegated to and leave, each step a fact', async (test) => {
    const story = await startStory(test)
    const { get, post } = admin(story)
    const unit = (
      await post('units', { name: '试验队', shortName: '试验队', kind: 'station', tier: 'town', parent: 'unit-linjiang' })
    ).body.id
    const seat = (await post('posts', { unit, name: '试验岗', kind: 'town-post', side: 'A' })).body.id
    const made = (await post('people', { name: '㐂𠮷', phone: '13000000077', account: 'xi-ji', post: seat })).body
    assert.equal((await story.public('POST', '/api/v1/session', { account: 'xi-ji', password: made.password })).status, 200)
    await story.pass({ m: 1 })
    const [person] = (await get<People>('people?q=%E3%90%82')).body.rows
    assert.deepEqual([person?.name, person?.phone, person?.posts[0]?.postName], ['㐂𠮷', '130****0077', '试验岗'])
    const [own] = (await get<Held>(`appointments?person=p-zhoumin`)).body.rows
    const given = await post(`appointments/${own!.id}/delegate`, { person: made.id, until: later(story, 8) })
    assert.equal(given.status, 200, JSON.stringify(given.body))
    const holders = (await get<Posts>('posts?unit=unit-linjiang-safety-law')).body.rows[0]!.holders
    assert.deepEqual(
      holders.map((one) => [one.personName, one.kind, one.delegatedByName]),
      [
        ['周敏', 'main', null],
        ['㐂𠮷', 'delegated', '周敏'],
      ],
    )
    assert.equal(
      (await post(`appointments/${given.body.id}/delegate`, { person: 'p-wutong', until: later(story, 1) })).status,
      400,
      'not passed on',
    )
    assert.equal(
      (await post(`appointments/${own!.id}/delegate`, { person: 'p-wutong', until: later(story, -1) })).body.code,
      'admin.period',
    )
    assert.equal((await post(`people/${made.id}/end`)).status, 200)
    assert.equal((await story.public('POST', '/api/v1/session', { account: 'xi-ji', password: made.password })).status, 401)
    assert.equal((await post(`posts/${seat}/end`)).status, 200)
    assert.equal((await post(`units/${unit}/end`)).status, 200)
    assert.equal(
      (await get<Units>('units?parent=unit-linjiang')).body.rows.some((row) => row.id === unit),
      false,
    )
    const kinds = (await story.facts()).map((fact) => fact.kind).filter((kind) => /^(unit|post|person|appointment)\./.test(kind))
    assert.deepEqual(kinds, [
      'unit.made',
      'post.made',
      'person.made',
      'appointment.made',
      'appointment.delegated',
      'appointment.ended',
      'appointment.ended',
      'person.ended',
      'post.ended',
      'unit.ended',
    ])
  })

  it('keep three administrators three people', async (test) => {
    const story = await startStory(test)
    const { post } = admin(story)
    const two = await post('appointments', { person: 'p-hening', post: 'post-city-security-admin', kind: 'concurrent' })
    assert.deepEqual([two.status, two.body.code], [409, 'admin.three'])
    const [held] = await story.sql<{ id: string }>(`select id from appointments where person = 'p-nijie'`)
    assert.equal(
      (await post(`appointments/${held!.id}/delegate`, { person: 'p-hening', until: later(story, 2) })).body.code,
      'admin.three',
    )
    assert.equal(
      (
        await post('appointments', {
          person: 'p-chenli',
          post: 'post-city-security-admin',
          kind: 'temporary',
          until: later(story, 2),
        })
      ).body.code,
      'admin.own-post',
    )
    assert.equal(
      (
        await post('appointments', {
          person: 'p-chenli',
          post: 'post-linjiang-duty',
          from: later(story, 4),
          until: later(story, 3),
        })
      ).body.code,
      'admin.period',
    )
  })

  it('are not given to the administrators themselves, nor over the head of who holds them', async (test) => {
    const story = await startStory(test)
    const { post } = admin(story)
    const duty = 'post-linjiang-duty'
    assert.equal((await post('appointments', { person: 'p-zouhaining', post: duty })).body.code, 'admin.self')
    assert.equal((await post('appointments', { person: 'p-hening', post: duty, kind: 'concurrent' })).body.code, 'admin.own-post')
    const over = await post('appointments', { person: 'p-suhe', post: duty })
    assert.equal(over.body.code, 'admin.post-held')
    assert.match(String((over.body as { zh?: string }).zh), /唐可/)
    assert.equal((await post('people', { name: '某人', phone: '13000000078', post: duty })).body.code, 'admin.post-held')
    const [held] = await story.sql<{ id: string }>(`select id from appointments where post = $1`, [duty])
    const own = { person: 'p-zouhaining', until: later(story, 2) }
    assert.equal((await post(`appointments/${held!.id}/delegate`, own)).body.code, 'admin.self')
    const beside = { person: 'p-suhe', post: duty, kind: 'temporary', until: later(story, 2) }
    assert.equal((await post('appointments', beside)).status, 200)
  })

  it('call everybody who holds them', async (test) => {
    const story = await startStory(test)
    const beside = { person: 'p-suhe', post: 'post-linjiang-safety-law-a', kind: 'temporary', until: later(story, 2) }
    assert.equal((await admin(story).post('appointments', beside)).status, 200)
    await story.pass({ m: 1 })
    await goRed(story)
    const told = async (kind: string) =>
      (
        await story.sql<{ person: string }>(
          `select person from notices where kind = $1 and post = 'post-linjiang-safety-law-a' order by person`,
          [kind],
        )
      ).map((row) => row.person)
    assert.deepEqual(await told('order'), ['p-suhe', 'p-zhoumin'])
    await story.pass({ m: 3 })
    assert.deepEqual(await told('escalated'), ['p-suhe', 'p-zhoumin'], 'each once')
  })

  it('cannot end while orders stand on them', async (test) => {
    const story = await startStory(test)
    const { post } = admin(story)
    await goRed(story)
    const asked = await post('posts/post-linjiang-safety-law-a/end')
    assert.deepEqual([asked.status, asked.body.code, asked.body.details?.count], [409, 'admin.in-use', 1])
    await story.as('zhoumin').post(`/api/v1/work-orders/${(await leadOrder(story.as('zhoumin'))).id}/accept`, {})
    for (const path of ['posts/post-linjiang-safety-law-a', 'people/p-zhoumin', 'units/unit-linjiang-safety-law'])
      assert.equal((await post(`${path}/end`)).body.code, 'admin.in-use', path)
    assert.equal((await post('posts/post-linjiang-safety-law-b/end')).status, 200)
    assert.equal((await post('units/unit-city/end')).status, 400, 'one’s own unit')
    assert.equal((await post('people/p-zouhaining/end')).status, 400, 'oneself')
  })

  it('are hidden from those of another area, and masked for all', async (test) => {
    const story = await startStory(test)
    const { get, post } = admin(story)
    // A system administrator of one town only.
    const seat = (await post('posts', { unit: 'unit-zhuxi', name: '系统管理员', kind: 'system-admin' })).body.id
    await story.sql(`update appointments set valid_to = $1 where person = 'p-suhe' and kind = 'main'`, [
      new Date(story.now().getTime() - 1),
    ])
    assert.equal((await post('appointments', { person: 'p-suhe', post: seat, kind: 'concurrent' })).status, 200)
    const theirs = story.as('suhe')
    const units = (await theirs.get<Units>('/api/v1/admin/units')).body.rows
    assert.deepEqual(
      units.map((unit) => unit.id),
      ['unit-zhuxi'],
      'the root of what they see',
    )
    assert.equal((await theirs.get<Posts>('/api/v1/admin/posts?unit=unit-linjiang')).body.rows.length, 0)
    assert.equal((await theirs.get<People>('/api/v1/admin/people?q=%E5%91%A8%E6%95%8F')).body.rows.length, 0)
    assert.equal((await theirs.get<Held>('/api/v1/admin/appointments?person=p-zhoumin')).body.rows.length, 0)
    for (const path of ['people/p-zhoumin/end', 'posts/post-linjiang-duty/end', 'units/unit-linjiang/end'])
      assert.equal((await theirs.post(`/api/v1/admin/${path}`, {})).status, 404, path)
    assert.equal((await theirs.get('/api/v1/admin/keys')).status, 403)
    assert.equal((await theirs.get('/api/v1/audit')).status, 403)
    const text = JSON.stringify((await get<People>('people?limit=200')).body)
    assert.equal(/1[0-9]{10}/.test(text), false, 'no whole phone number')
  })
})

describe('keys and the audit', () => {
  it('show a secret once, and let it work until it ends', async (test) => {
    const story = await startStory(test)
    const security = story.as('nijie')
    const made = (
      await security.post<Made>('/api/v1/admin/keys', { name: '新网关', kind: 'gateway', unit: 'unit-beian', id: 'gw-new' })
    ).body
    assert.equal(made.secret?.length, 64)
    assert.equal(
      (await security.post<Made>('/api/v1/admin/keys', { name: '再来', kind: 'gateway', unit: 'unit-beian', id: 'gw-new' }))
        .status,
      400,
    )
    const list = (await security.get<z.infer<typeof ApiKeyList>>('/api/v1/admin/keys')).body
    assert.equal(JSON.stringify(list).includes(made.secret!), false)
    const send = () =>
      story.public(
        'POST',
        '/api/v1/cloudevents',
        { specversion: '1.0', id: '1', source: 'devices/x', type: 'zhili.reading', data: {} },
        { authorization: `Bearer gw-new.${made.secret}`, 'content-type': 'application/cloudevents+json' },
      )
    assert.notEqual((await send()).status, 401)
    assert.equal((await security.post('/api/v1/admin/keys/gw-new/end')).status, 200)
    assert.equal((await send()).status, 401)
    assert.equal((await story.as('zouhaining').get('/api/v1/admin/keys')).status, 403)
  })

  it('tell who did what to people and rights, and nothing of the cases', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    await admin(story).post('posts', { unit: 'unit-zhuxi', name: '临时岗', kind: 'town-post' })
    const audit = async (query: string) => (await story.as('hening').get<z.infer<typeof AuditList>>(`/api/v1/audit${query}`)).body
    const all = await audit('?limit=200')
    assert.equal(
      all.rows.every((fact) => /^(session|account|personal|unit|post|person|appointment|demo)\./.test(fact.kind)),
      true,
    )
    assert.deepEqual(
      (await audit('?kind=post.made')).rows.map((fact) => fact.body.name),
      ['临时岗'],
    )
    assert.equal(
      (await audit('?person=p-zouhaining')).rows.some((fact) => fact.kind === 'session.opened'),
      true,
    )
    assert.equal((await audit('?kind=event.opened')).rows.length, 0)
    const first = await audit('?limit=1')
    const second = await audit(`?limit=1&cursor=${first.next}`)
    assert.notEqual(first.rows[0]?.position, second.rows[0]?.position)
    assert.equal((await audit(`?from=${later(story, 1)}`)).rows.length, 0)
  })
})
