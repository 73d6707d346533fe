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
  WaitingAppointmentList,
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
/** Gives a post and has the security administrator confirm it where that is asked for. */
async function give(story: Story, path: string, body: unknown): Promise<Answer<Made>> {
  const answer = await admin(story).post(path, body)
  const { appointment, id, waiting } = answer.body as Made & { appointment?: string; waiting?: boolean }
  if (waiting) {
    const yes = await story.as('nijie').post(`/api/v1/admin/appointments/waiting/${appointment ?? id}/confirm`)
    assert.equal(yes.status, 200, JSON.stringify(yes.body))
    return { ...answer, body: { ...answer.body, ...(yes.body as { password?: string }), id } }
  }
  return answer
}
const later = (story: Story, hours: number): string => new Date(story.now().getTime() + hours * 3_600_000).toISOString()

describe('people and their posts', () => {
  it('are made, appointed, delegated to and leave, each step a fact', async (test) => {
    const story = await startStory(test)
    const { get, post } = admin(story)
    const unit = (
      await post('units', { name: '试验队', shortName: '试验队', kind: 'station', tier: 'town', parent: 'unit-linjiang' })
    ).body.id
    const seat = (await post('posts', { unit, name: '试验岗', kind: 'town-post', side: 'A' })).body.id
    const made = (await give(story, 'people', { name: '㐂𠮷', phone: '13000000077', account: 'xi-ji', post: seat })).body
    const first = { account: 'xi-ji', password: made.password }
    const closed = await story.public('POST', '/api/v1/session', first)
    assert.deepEqual([closed.status, closed.body.code], [403, 'session.first-password'])
    assert.equal(
      (await story.public('POST', '/api/v1/session', { ...first, newPassword: made.password })).body.code,
      'session.first-password',
    )
    const chosen = '自己选的新密码 2026'
    assert.equal((await story.public('POST', '/api/v1/session', { ...first, newPassword: chosen })).status, 200)
    assert.equal((await story.public('POST', '/api/v1/session', first)).status, 401, 'the first one is over')
    await story.pass({ m: 1 })
    const [person] = (await get<People>('people?q=%E3%90%82')).body.rows
    assert.deepEqual([person?.name, person?.phone, person?.posts[0]?.postName], ['㐂𠮷', '130****0077', '试验岗'])
    const [own] = (await get<Held>(`appointments?person=p-zhoumin`)).body.rows
    const given = await give(story, `appointments/${own!.id}/delegate`, { person: made.id, until: later(story, 8) })
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
    assert.equal((await story.public('POST', '/api/v1/session', { account: 'xi-ji', password: chosen })).status, 401)
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
      'appointment.asked',
      'appointment.made',
      'appointment.asked',
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
    assert.equal((await give(story, 'appointments', beside)).status, 200)
  })

  it('call everybody who holds them', async (test) => {
    const story = await startStory(test)
    const beside = { person: 'p-suhe', post: 'post-linjiang-safety-law-a', kind: 'temporary', until: later(story, 2) }
    assert.equal((await give(story, 'appointments', beside)).status, 200)
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
    assert.equal((await give(story, 'appointments', { person: 'p-suhe', post: seat, kind: 'concurrent' })).status, 200)
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

describe('a post with rights over cases', () => {
  type Waiting = z.infer<typeof WaitingAppointmentList>
  const waitingFor = async (story: Story, account: string) =>
    (await story.as(account).get<Waiting>('/api/v1/admin/appointments/waiting')).body.rows
  const decide = (story: Story, account: string, path: string) =>
    story.as(account).post<Made>(`/api/v1/admin/appointments/waiting/${path}`)

  it('grants nothing to a puppet of one administrator until a second one has confirmed it', async (test) => {
    const story = await startStory(test)
    const { get, post } = admin(story)
    const seat = (await post('posts', { unit: 'unit-linjiang', name: '值班二', kind: 'town-duty' })).body.id
    const made = (await post('people', { name: '木偶', phone: '13000000079', account: 'mu-ou', post: seat })).body as Made & {
      appointment: string
      waiting: boolean
    }
    assert.equal(made.waiting, true)
    assert.equal('password' in made, false, 'who asks never sees a password')
    for (const kind of ['grid-worker', 'maintainer', 'department-clerk']) {
      const small = (await post('posts', { unit: 'unit-linjiang-safety-law', name: kind, kind })).body.id
      const puppet = (await post('people', { name: kind, phone: '13000000078', post: small })).body as Made & { waiting: boolean }
      assert.equal(puppet.waiting, true, kind)
      assert.equal((await post(`people/${puppet.id}/end`)).status, 200)
    }
    assert.deepEqual((await get<Posts>(`posts?unit=unit-linjiang`)).body.rows.find((row) => row.id === seat)!.holders, [])
    await goRed(story)
    assert.deepEqual(await story.sql('select 1 from notices where person = $1', [made.id]), [], 'nobody calls them')
    // The first administrator cannot say yes, nor make a second one alone.
    assert.equal((await decide(story, 'zouhaining', `${made.appointment}/confirm`)).body.code, 'admin.second')
    assert.equal((await decide(story, 'hening', `${made.appointment}/confirm`)).body.code, 'permit.missing')
    const other = (await post('posts', { unit: 'unit-city', name: '系统管理员二', kind: 'system-admin' })).body.id
    const puppet = (await post('people', { name: '木偶二', phone: '13000000080', account: 'mu-ou-2', post: other })).body
    assert.equal((puppet as Made & { waiting?: boolean }).waiting, true)
    assert.equal((await post('appointments', { person: made.id, post: seat })).body.code, 'approval.waits')
    const rows = await waitingFor(story, 'nijie')
    assert.deepEqual(
      rows.map((row) => [row.personName, row.postName, row.askedByName, row.allowed]),
      [
        ['木偶', '值班二', '邹海宁', ['confirm', 'reject']],
        ['木偶二', '系统管理员二', '邹海宁', ['confirm', 'reject']],
      ],
    )
    assert.deepEqual(
      (await waitingFor(story, 'zouhaining')).map((row) => row.allowed),
      [['reject'], ['reject']],
    )
    const { password } = (await decide(story, 'nijie', `${made.appointment}/confirm`)).body
    assert.equal((await decide(story, 'nijie', `${made.appointment}/confirm`)).status, 404, 'once')
    const enter = { account: 'mu-ou', password, newPassword: 'selbst-gewaehlt' }
    assert.equal((await story.public('POST', '/api/v1/session', enter)).status, 200)
    assert.equal((await decide(story, 'nijie', `${rows[1]!.id}/reject`)).status, 200)
    const kinds = (await story.facts()).map((fact) => fact.kind).filter((kind) => kind.startsWith('appointment.'))
    assert.deepEqual(kinds.slice(-3), ['appointment.asked', 'appointment.made', 'appointment.refused'])
    assert.equal((await post(`people/${puppet.id}/end`)).status, 200, 'who never held a post can leave')
  })

  it('is lent by its holder alone, but waits when an administrator lends it, or lends their own', async (test) => {
    const story = await startStory(test)
    const until = later(story, 8)
    const lend = (account: string, person: string) =>
      story.as(account).post<Made>('/api/v1/appointments/delegate', { person, until })
    const [duty] = await story.sql<{ id: string }>(`select id from appointments where person = 'p-tangke'`)
    const asked = await admin(story).post(`appointments/${duty!.id}/delegate`, { person: 'p-wutong', until })
    assert.deepEqual((asked.body as { waiting?: boolean }).waiting, true)
    assert.equal((await decide(story, 'nijie', `${asked.body.id}/reject`)).status, 200)
    assert.equal((await lend('tangke', 'p-suhe')).status, 404, 'not beyond the own areas')
    const lent = await lend('tangke', 'p-wutong')
    assert.deepEqual([lent.status, (lent.body as { waiting?: boolean }).waiting], [200, false])
    const twice = await lend('tangke', 'p-wutong')
    assert.deepEqual([twice.status, (twice.body as Made).code], [409, 'admin.lent'])
    assert.equal((await lend('tangke', 'p-zhoumin')).status, 200, 'to somebody else beside')
    const fresh = await admin(story).post('people', { name: '新人', phone: '13000000081', post: 'post-beian-housing-a' })
    assert.equal(fresh.body.code, 'admin.post-held')
    const empty = (await admin(story).post('posts', { unit: 'unit-city', name: '无权岗', kind: 'system-admin' })).body.id
    const pair = (await give(story, 'people', { name: '新管理员', phone: '13000000082', post: empty })).body
    const own = await lend('zouhaining', pair.id)
    assert.deepEqual([own.status, (own.body as { waiting?: boolean }).waiting], [200, true], 'an administrator’s post')
    assert.equal((await decide(story, 'nijie', `${own.body.id}/confirm`)).status, 200)
  })

  it('is confirmed only while it still may be given', async (test) => {
    const story = await startStory(test)
    const { post } = admin(story)
    const seat = (await post('posts', { unit: 'unit-linjiang', name: '值班二', kind: 'town-duty' })).body.id
    const wish = { person: 'p-suhe', post: seat, kind: 'temporary', until: later(story, 2) }
    const asked = (await post('appointments', wish)).body.id
    await story.pass({ h: 3 })
    assert.equal((await decide(story, 'nijie', `${asked}/confirm`)).body.code, 'admin.period')
    assert.equal((await decide(story, 'nijie', `${asked}/reject`)).status, 200)
    const again = (await post('appointments', { ...wish, until: later(story, 2) })).body.id
    assert.equal((await post(`posts/${seat}/end`)).status, 200)
    assert.equal((await decide(story, 'nijie', `${again}/confirm`)).status, 404)
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
