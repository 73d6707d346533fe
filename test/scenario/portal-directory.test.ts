import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DirectoryView } from '../../contract/directory.ts'
import { factsAfter, safePosition } from '../../server/kernel/facts.ts'
import { type Listed, startOfficePortal } from '../office-portal.ts'
import type { Story } from '../story.ts'
import type { Answer } from '../story-people.ts'

const unit = (number: string, more: object = {}) => ({ number, name: `单位${number}`, kind: 'station', tier: 'town', ...more })
const post = (number: string, of: string, more: object = {}) => ({
  ...{ number, unit: of, name: `岗位${number}`, kind: 'town-post' },
  ...more,
})
const person = (number: string, name = `人${number}`) => ({ number, name, phone: '13000000001' })
const holds = (number: string, who: string, what: string, more: object = {}) => ({ number, person: who, post: what, ...more })

/** Two stations below the town, three people on three posts. */
const city = (story: Story) => ({
  ...{ mode: 'full', at: story.now().toISOString() },
  units: [unit('B', { parent: 'A' }), unit('A'), unit('TOWN', { here: 'unit-linjiang' })],
  posts: [post('A-1', 'A'), post('A-2', 'A'), post('B-1', 'B')],
  persons: [person('gh-001'), person('gh-002'), person('gh-003')],
  appointments: [holds('1', 'gh-001', 'A-1'), holds('2', 'gh-002', 'A-2'), holds('3', 'gh-003', 'B-1')],
})

const taken = (answer: Answer<Listed>): string => {
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return Object.entries(answer.body.counts)
    .map(([kind, { made, changed, ended, refused }]) => `${kind} ${made}/${changed}/${ended}/${refused}`)
    .join(', ')
}
const reasons = ({ body }: Answer<Listed>): string[] =>
  body.refused.map(({ kind, number, en }) => `${kind} ${number}: ${en}`).sort()
const nothing = 'unit 0/0/0/0, post 0/0/0/0, person 0/0/0/0, appointment 0/0/0/0'

type Holder = { account: string; post: string; unit: string; ended: boolean }
const holders = (story: Story): Promise<Holder[]> =>
  story.sql<Holder>(
    `select c.account, p.name as post, u.name as unit, a.valid_to is not null as ended from appointments a join accounts c on c.person = a.person
     join posts p on p.id = a.post join units u on u.id = p.unit where c.account like 'gh-%' order by c.account, a.valid_from, a.id`,
  )
const standing = async (story: Story): Promise<string[]> =>
  (await holders(story)).filter(({ ended }) => !ended).map(({ account, post: at, unit: of }) => `${account} ${at} ${of}`)

describe('the directory of the office portal', () => {
  it('is taken once, however often and in whatever order it comes, and ends what is gone', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    const first = city(story)
    assert.equal(taken(await portal.lists(first)), 'unit 3/0/0/0, post 3/0/0/0, person 3/0/0/0, appointment 3/0/0/0')
    const all = ['gh-001 岗位A-1 单位A', 'gh-002 岗位A-2 单位A', 'gh-003 岗位B-1 单位B']
    assert.deepEqual(await standing(story), all)
    const [made] = await story.sql<{ parent: string; paths: string[] }>(
      `select parent, array(select path from unit_areas a where a.unit = u.id) as paths from units u where name = '单位A'`,
    )
    assert.deepEqual(made, { parent: 'unit-linjiang', paths: ['99/990101/990101001/'] })

    assert.equal((await portal.lists(first)).body.known, true)
    await story.pass({ m: 1 })
    const facts = (await story.facts()).length
    assert.equal(taken(await portal.lists({ ...first, at: story.now().toISOString() })), nothing)
    assert.deepEqual(
      (await story.facts()).slice(facts).map(({ kind }) => kind),
      ['directory.taken'],
    )
    assert.equal((await portal.lists(first)).body.code, 'directory.older')

    await story.pass({ m: 1 })
    const less = { ...city(story), persons: first.persons.slice(0, 2), appointments: first.appointments.slice(0, 2) }
    assert.equal(taken(await portal.lists(less)), 'unit 0/0/0/0, post 0/0/0/0, person 0/0/1/0, appointment 0/0/1/0')
    assert.deepEqual(await standing(story), all.slice(0, 2))
    assert.equal((await holders(story)).length, 3, 'what ended is still there')

    await story.pass({ m: 1 })
    const back = await portal.lists({ ...city(story), persons: [person('gh-001', '新名字'), ...first.persons.slice(1)] })
    assert.equal(taken(back), 'unit 0/0/0/0, post 0/0/0/0, person 1/1/0/0, appointment 1/0/0/0')
    assert.deepEqual(await standing(story), all)
    assert.equal(
      (await story.sql(`select 1 from persons where name in ('新名字', '人gh-003')`)).length,
      2,
      'found by number, none twice',
    )
    await story.end()
  })

  it('takes changes by number: a post that moves takes its holder along, and who changes posts leaves the old one', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    await portal.lists(city(story))
    await story.pass({ m: 1 })
    const at = () => story.now().toISOString()
    // one shift that runs, one of tomorrow
    await story.sql(
      `insert into duty_shifts (id, post, person, starts_at, ends_at)
       select 'shift-' || n, a.post, a.person, $1::timestamptz + (n - 1) * interval '1 day', $1::timestamptz + n * interval '1 day'
       from appointments a join accounts c on c.person = a.person, generate_series(1, 2) n where c.account = 'gh-001'`,
      [new Date(story.now().getTime() - 3_600_000)],
    )
    const moved = await portal.lists({ mode: 'changes', at: at(), posts: [post('A-1', 'B')] })
    assert.equal(taken(moved), 'unit 0/0/0/0, post 0/1/0/0, person 0/0/0/0, appointment 0/0/0/0')
    assert.deepEqual(await standing(story), ['gh-001 岗位A-1 单位B', 'gh-002 岗位A-2 单位A', 'gh-003 岗位B-1 单位B'])
    const shifts = await story.sql<{ unit: string; hours: string }>(
      `select u.name as unit, (extract(epoch from d.ends_at - d.starts_at) / 3600)::int::text as hours
       from duty_shifts d join posts p on p.id = d.post join units u on u.id = p.unit where p.name = '岗位A-1' order by d.starts_at`,
    )
    assert.deepEqual(
      shifts.map(({ unit: of, hours }) => `${of} ${hours}`),
      ['单位A 1', '单位B 23', '单位B 24'],
      'who moves stands their shifts at the new post',
    )
    await story.pass({ m: 1 })
    // two people change places
    const swap = [holds('2', 'gh-002', 'B-1'), holds('3', 'gh-003', 'A-2')]
    assert.equal(
      taken(await portal.lists({ mode: 'changes', at: at(), appointments: swap })),
      nothing.replace('appointment 0/0', 'appointment 0/2'),
    )
    assert.deepEqual(await standing(story), ['gh-001 岗位A-1 单位B', 'gh-002 岗位B-1 单位B', 'gh-003 岗位A-2 单位A'])
    await story.pass({ m: 1 })
    const gone = { units: ['A', 'B'], persons: ['gh-002', 'nobody'] }
    assert.equal(
      taken(await portal.lists({ mode: 'changes', at: at(), gone })),
      'unit 0/0/2/0, post 0/0/3/0, person 0/0/1/0, appointment 0/0/3/0',
    )
    assert.deepEqual(await standing(story), [])
    assert.equal((await story.sql(`select 1 from units where name like '单位_' and valid_to is null`)).length, 0)
    await story.end()
  })

  it('refuses rows with their reason and takes the others', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    const wrong = {
      ...{ mode: 'full', at: story.now().toISOString() },
      units: [
        ...[unit('A'), unit('A'), unit('R1', { parent: 'R2' }), unit('R2', { parent: 'R1' }), unit('C', { parent: 'NONE' })],
        ...[unit('FAR', { here: 'unit-zhuxi' }), unit('OUT', { areas: ['990101002'] })],
      ],
      posts: [
        post('P', 'A'),
        post('Q', 'NONE'),
        post('ADM', 'A', { kind: 'system-admin' }),
        post('LAW', 'A'),
        post('TOP', 'A', { kind: 'city-leader' }),
      ],
      persons: [person('gh-001'), person('gh-002'), person('nijie'), person('suhe')],
      appointments: [holds('1', 'gh-001', 'P'), holds('2', 'gh-002', 'P'), holds('3', 'nobody', 'P')],
    }
    const answer = await portal.lists(wrong)
    assert.equal(taken(answer), 'unit 1/0/0/6, post 2/0/0/3, person 2/0/0/2, appointment 1/0/0/2')
    const said = reasons(answer).join('\n')
    for (const part of [
      /unit A: .*stands twice/,
      /unit FAR: .*“unit-zhuxi”/,
      /post ADM: .*administrator/,
      /person nijie: .*administrator/,
    ])
      assert.match(said, part)
    for (const part of [
      /person suhe: .*outside the areas/,
      /appointment 2: The post is held by 人gh-001/,
      /unit R\d: .*hang below/,
    ])
      assert.match(said, part)
    const [nijie] = await story.sql<{ name: string }>(`select name from persons where id = 'p-nijie'`)
    assert.equal(nijie!.name, '倪洁')
    await story.end()
  })

  it('is not believed when it lost a fifth, nor from another key, and is shown to whoever administers people', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    const many = Array.from({ length: 12 }, (_, n) => person(`gh-1${String(n).padStart(2, '0')}`))
    await portal.lists({ ...city(story), persons: many, appointments: [] })
    await story.pass({ m: 1 })
    const none = { mode: 'full', at: story.now().toISOString() }
    const shrunk = await portal.lists(none)
    assert.deepEqual([shrunk.status, shrunk.body.code], [409, 'directory.shrinks'])
    assert.equal((await portal.lists({ ...none, mayEnd: true })).status, 200)

    const { body: other } = await story.as('nijie').post<{ secret: string }>('/api/v1/admin/keys', {
      id: 'key-other',
      name: '别的系统',
      kind: 'system',
      unit: 'unit-linjiang',
    })
    const authorization = `Bearer key-other.${other.secret}`
    assert.equal((await story.public('POST', '/api/v1/portal/directory', none, { authorization })).body.code, 'key.wrong')
    assert.equal((await story.public('POST', '/api/v1/portal/directory', none)).status, 401)

    const { body } = await story.as('zouhaining').get<DirectoryView>('/api/v1/admin/directory')
    assert.deepEqual([body.connected, body.syncs.length, body.standing.person], [true, 2, 0])
    assert.equal((await story.as('chenli').get('/api/v1/admin/directory')).status, 403)
    await story.end()
  })

  it('of thousands holds back nothing that happens meanwhile', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    const facts = { query: story.sql }
    await portal.lists({ mode: 'changes', at: story.now().toISOString() })
    await story.pass({ m: 1 })
    const start = await safePosition(facts)
    const persons = Array.from({ length: 1_000 }, (_, n) => person(`gh-${1_000 + n}`))
    let over = false
    const going = portal.lists({ mode: 'full', at: story.now().toISOString(), persons }).finally(() => {
      over = true
    })
    // While rows are on their way somebody else does something, and a stream reads it.
    const begun = async () => (await story.sql(`select 1 from directory_syncs where taken_at is null`)).length > 0
    while (!over && !(await begun()));
    const wish = { id: 'key-meanwhile', name: '别的系统', kind: 'system', unit: 'unit-linjiang' }
    assert.equal((await story.as('nijie').post('/api/v1/admin/keys', wish)).status, 200)
    const heard = async () =>
      (await factsAfter(facts, start, 5_000)).some(({ kind, subject }) => `${kind} ${subject}` === 'key.made key-meanwhile')
    while (!(await heard()));
    assert.equal((await story.facts('directory.taken')).length, 1, 'heard before the second delivery is over')
    assert.equal(taken(await going), nothing.replace('person 0', 'person 1000'))
    await story.end()
  })

  it('goes on where it was cut off when it comes again, and gives way to a newer one', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    const persons = Array.from({ length: 120 }, (_, n) => person(`gh-${100 + n}`))
    const at = (m = 0) => new Date(story.now().getTime() + m * 60_000).toISOString()
    const many = (more: object = {}) => ({
      ...city(story),
      posts: [post('A-1', 'A')],
      persons,
      appointments: [holds('1', 'gh-100', 'A-1')],
      ...more,
    })
    const cut = async (directory: object, name: string): Promise<void> => {
      await story.sql(`alter table persons add constraint cut check (name <> '${name}') not valid`)
      assert.equal((await portal.lists(directory)).status, 500)
      await story.sql('alter table persons drop constraint cut')
    }
    const first = many()
    await cut(first, '人gh-190')
    const [kept] = await story.sql<{ n: number }>(`select count(*)::int as n from persons where name like '人gh-%'`)
    assert.ok(kept!.n > 20 && kept!.n < 90, 'what was committed stays')
    const shown = await story.as('zouhaining').get<DirectoryView>('/api/v1/admin/directory')
    assert.deepEqual(
      shown.body.syncs.map(({ takenAt }) => takenAt),
      [null],
    )
    assert.equal((await portal.lists(many({ at: at(-1) }))).body.code, 'directory.older', 'a newer one has begun')
    const again = await portal.lists(first)
    assert.equal(taken(again), 'unit 3/0/0/0, post 1/0/0/0, person 120/0/0/0, appointment 1/0/0/0')
    assert.equal(again.body.known, false)
    assert.equal((await portal.lists(first)).body.known, true)
    assert.equal((await story.sql(`select 1 from persons where name like '人gh-%'`)).length, 120, 'none twice')
    assert.equal((await story.facts('directory.taken')).length, 1)

    await story.pass({ m: 1 })
    const second = many({ persons: persons.map(({ number }) => person(number, `新${number}`)) })
    await cut(second, '新gh-190')
    const newer = { mode: 'changes', at: at(1), persons: [person('gh-219', '后来的')] }
    assert.equal((await portal.lists(newer)).status, 200)
    assert.equal((await portal.lists(second)).body.code, 'directory.older')
    assert.equal((await story.sql(`select 1 from persons where name = '后来的'`)).length, 1)
    await story.end()
  })

  it('sent twice at once is taken once', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    const all = {
      ...city(story),
      persons: Array.from({ length: 150 }, (_, n) => person(`gh-${100 + n}`)),
      appointments: [],
      posts: [],
    }
    await portal.lists({ mode: 'changes', at: new Date(story.now().getTime() - 60_000).toISOString() })
    const answers = await Promise.all([portal.lists(all), portal.lists(all), portal.lists(all)])
    for (const answer of answers) assert.equal(taken(answer), 'unit 3/0/0/0, post 0/0/0/0, person 150/0/0/0, appointment 0/0/0/0')
    assert.deepEqual(answers.map(({ body }) => body.known).sort(), [false, true, true])
    assert.equal((await story.sql(`select 1 from units where name like '单位_'`)).length, 2)
    await story.end()
  })

  it('from a clock years ahead is refused, and the next one is taken', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    const far = await portal.lists({ mode: 'changes', at: '2099-01-01T00:00:00+08:00' })
    assert.deepEqual([far.status, far.body.code], [422, 'directory.ahead'])
    assert.equal((await portal.lists(city(story))).status, 200)
    await story.end()
  })

  it('in which many change places leaves nobody without a post between its parts', async (test) => {
    const portal = await startOfficePortal(test)
    const { story } = portal
    const n = 60
    const list = Array.from({ length: n }, (_, i) => 100 + i)
    const all = {
      ...city(story),
      posts: list.map((i) => post(`P${i}`, 'A')),
      persons: list.map((i) => person(`gh-${i}`)),
      // pairs that stand far from each other in the list
      appointments: list.map((i) => holds(`${i}`, `gh-${i}`, `P${i}`)),
    }
    await portal.lists(all)
    await story.pass({ m: 1 })
    const swap = {
      ...all,
      at: story.now().toISOString(),
      appointments: list.map((i) => holds(`n${i}`, `gh-${i}`, `P${100 + ((i - 100 + n / 2) % n)}`)),
      mayEnd: true,
    }
    const done = await portal.lists(swap)
    assert.deepEqual(done.body.refused, [])
    assert.equal(taken(done), `unit 0/0/0/0, post 0/0/0/0, person 0/0/0/0, appointment ${n}/0/${n}/0`)
    const moments = await story.sql<{ n: number }>(
      `select count(*)::int as n from facts e join facts m on m.kind = 'appointment.made' and m.subject = e.subject and m.id > e.id
       where e.kind = 'appointment.ended' and m.tx <> e.tx`,
    )
    assert.equal(moments[0]!.n, 0, 'left and came in one transaction')
    await story.end()
  })
})
