import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, describe, it, type TestContext } from 'node:test'
import { cityBasics } from '../../packs/city-basics/pack.ts'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { hears } from '../../server/centre/live/hears.ts'
import { casesOf } from '../../server/centre/live/store.ts'
import { readChannels } from '../../server/city/channel/settings.ts'
import { createPacks } from '../../server/city/pack/packs.ts'
import { toCaller } from '../../server/city/sign-in/identify.ts'
import { postsOf, scopeOfUnit } from '../../server/city/sign-in/store.ts'
import { compose } from '../../server/compose.ts'
import { readConfig } from '../../server/kernel/config.ts'
import type { RecordedFact } from '../../server/kernel/facts.ts'
import { factsAfter } from '../../server/kernel/facts.ts'
import { routes } from './scope-routes.ts'
import { type Actor, actors, buildWorld, citizen, done, everybody, type Group, type World } from './scope-world.ts'

// One world for all: nobody who is refused may change it, and that is what is tested.
const w = await buildWorld({ after } as unknown as TestContext)
const doors = await signIn(w)

type Ask = { method: string; url: string; body?: unknown }
type Heard = { status: number; text: string; code: string }

/** Headers with which each actor knocks; signed in once. */
async function signIn({ story, key }: World): Promise<Record<Actor, Record<string, string>>> {
  const entries: [Actor, Record<string, string>][] = []
  for (const actor of everybody) {
    const account = actors[actor]
    if (account === null) entries.push([actor, actor === 'key' ? { authorization: key } : {}])
    else {
      const { tabSession } = await done(story.public('POST', '/api/v1/demo/session', { account, tab: true }))
      entries.push([actor, { 'x-demo-session': String(tabSession) }])
    }
  }
  return Object.fromEntries(entries) as Record<Actor, Record<string, string>>
}

async function knock(actor: Actor, { method, url, body }: Ask): Promise<Heard> {
  const isBytes = Buffer.isBuffer(body)
  const headers = body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }
  const answer = await w.story.zhili.app.inject({
    method: method as 'GET',
    url,
    headers: { ...doors[actor], ...headers },
    ...(body === undefined ? {} : { payload: isBytes ? body : JSON.stringify(body) }),
  })
  const text = answer.body
  const code = text.startsWith('{') ? String((JSON.parse(text) as { code?: string }).code ?? '') : ''
  return { status: answer.statusCode, text, code }
}

/** Who sees the case sees its people and its tank too. */
const plain = (groups: Iterable<Group>): string => {
  const all = new Set(groups)
  if (all.has('case')) for (const group of ['staff', 'object'] as const) all.delete(group)
  return [...all].sort().join(' ')
}

/** What of town A stands in a text. */
const met = (text: string): Group[] =>
  (Object.entries(w.markers) as [Group, string[]][])
    .filter(([, words]) => words.some((word) => text.includes(word)))
    .map(([group]) => group)

const isRefused = ({ status, code }: Heard): boolean => [401, 403, 404].includes(status) || code === 'report.place'

/** Everything that is written down, in one line; only sessions may differ. */
async function fingerprint(): Promise<unknown> {
  const tables =
    'events signals reports work_orders evidence checks disputes dispatches calls call_attempts notices commands alarms files quarantine routing_rules units posts persons appointments duty_shifts api_keys fact_work timers mutes supplies objects object_charges object_codes'
  const hashes = tables
    .split(' ')
    .map((table) => `(select md5(coalesce(string_agg(x::text, '|' order by x::text), '')) from ${table} x) as ${table}`)
  const facts = `(select count(*)::int from facts where kind not like 'session.%') as facts`
  return (await w.story.sql(`select ${[...hashes, facts].join(', ')}`))[0]
}

describe('the scope matrix', () => {
  it('has a row for every route, and a route for every row', () => {
    const { paths } = w.story.zhili.app.swagger() as { paths: Record<string, Record<string, unknown>> }
    const known = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
    )
    assert.deepEqual(
      known.filter((name) => !(name in routes)),
      [],
      'routes nobody has thought through: add them to scope-routes.ts',
    )
    assert.deepEqual(
      Object.keys(routes).filter((name) => !known.includes(name)),
      [],
      'rows without a route',
    )
  })

  it('shows everybody exactly what is theirs to see', async () => {
    const faults: string[] = []
    let looked = 0
    for (const [name, row] of Object.entries(routes)) {
      if (!('reads' in row)) continue
      const urls = row.reads(w)
      await Promise.all(
        everybody.map(async (actor) => {
          const seen = new Set<Group>()
          for (const url of urls) {
            const heard = await knock(actor, { method: 'GET', url })
            const here = row.named === 'file' && heard.status === 200 ? (['case'] as const) : met(heard.text)
            for (const group of here) seen.add(group)
            const empty = here.length === 0 && row.named !== undefined && !isRefused(heard)
            if ((heard.status >= 400 && !isRefused(heard)) || empty)
              faults.push(`${actor} ${url}: ${heard.status} ${heard.text.slice(0, 200)}`)
          }
          const may = plain(row.meets[actor] ?? [])
          if (plain(seen) !== may) faults.push(`${name}: ${actor} meets [${plain(seen)}], may meet [${may}]`)
          looked++
        }),
      )
    }
    assert.deepEqual(faults, [])
    assert.ok(looked > 400, `${looked} looks`)
  })

  it('lets nobody act on what is not theirs, and a refused act changes nothing', async () => {
    const before = await fingerprint()
    const faults: string[] = []
    let knocked = 0
    for (const [name, row] of Object.entries(routes)) {
      if (!('acts' in row)) continue
      const [url, body] = row.acts(w)
      const strangers = everybody.filter((actor) => !row.may.includes(actor))
      await Promise.all(
        strangers.map(async (actor) => {
          const heard = await knock(actor, { method: name.split(' ')[0]!, url, body })
          if (!isRefused(heard)) faults.push(`${actor} ${name}: ${heard.status} ${heard.text.slice(0, 200)}`)
          if (met(heard.text).length > 0) faults.push(`${actor} ${name} learns of [${plain(met(heard.text))}]`)
          knocked++
        }),
      )
    }
    assert.deepEqual(faults, [])
    assert.ok(knocked > 500, `${knocked} knocks`)
    assert.deepEqual(await fingerprint(), before)
  })

  it('opens no side door from one’s own things to another’s', async () => {
    const before = await fingerprint()
    const asks: [Actor, Ask][] = [
      ['otherDuty', { method: 'POST', url: `/api/v1/events/${w.theirs.event}/merge`, body: { into: w.event } }],
      ['otherDuty', { method: 'POST', url: `/api/v1/signals/${w.theirs.signal}/merge`, body: { event: w.event } }],
      ['otherDuty', { method: 'GET', url: '/api/v1/events?area=99%2F' }],
      ['otherDuty', { method: 'GET', url: '/api/v1/cockpit?area=99%2F' }],
      ['otherDuty', { method: 'GET', url: '/api/v1/cockpit?area=990101001' }],
      ['otherDuty', { method: 'GET', url: '/api/v1/live?area=99%2F990101%2F990101001%2F' }],
      [
        'otherPost',
        { method: 'POST', url: `/api/v1/work-orders/${w.theirs.order}/progress`, body: { note: '看', file: w.photo } },
      ],
      ['otherGrid', { method: 'POST', url: '/api/v1/reports', body: { ...sent, files: [w.photo] } }],
      ['nobody', { method: 'POST', url: '/api/v1/reports', body: { ...sent, files: [w.publicPhoto] } }],
      ['nobody', { method: 'POST', url: '/api/v1/public/reports/0000000000/dispute', body: { reason: '试探' } }],
    ]
    for (const [actor, ask] of asks) {
      const heard = await knock(actor, ask)
      const narrowed = heard.status === 200 && ask.method === 'GET'
      assert.ok(
        narrowed || isRefused(heard) || heard.status === 400,
        `${actor} ${ask.url}: ${heard.status} ${heard.text.slice(0, 200)}`,
      )
      // a refusal may name what was sent
      assert.deepEqual(met(heard.text.replaceAll(w.photo, '').replaceAll(w.publicPhoto, '')), [], `${actor} ${ask.url}`)
    }
    assert.deepEqual(await fingerprint(), before)
    // what a key sends amiss is kept in quarantine, and tells it nothing
    const amiss = await knock('key', { method: 'POST', url: '/api/v1/cloudevents', body: [7] })
    assert.deepEqual([amiss.status, met(amiss.text)], [400, []])
    const own = await knock('otherDuty', { method: 'GET', url: '/api/v1/events' })
    assert.ok(own.text.includes(w.theirs.event), 'the other town does see its own')
  })

  it('hides the doors of the demo elsewhere', async () => {
    const demo = Object.keys(routes).filter((name) => name.includes('/api/v1/demo'))
    assert.equal(demo.length, 5)
    const { pool, clock } = w.story.zhili.spine
    const database = String((pool.options as { connectionString?: string }).connectionString)
    const config = readConfig({ DEMO: 'false', LOG_LEVEL: 'silent' })
    const plainCity = await compose({
      config,
      url: database,
      clock,
      packs: createPacks([septicGas, cityBasics], { demo: false }),
      channels: readChannels(config, {}),
    })
    after(() => plainCity.close())
    for (const name of demo) {
      const [method, url] = name.split(' ') as ['GET', string]
      const body = name.endsWith('/session') ? { account: 'chenli' } : {}
      const answer = await plainCity.app.inject({ method, url, ...(method === 'GET' ? {} : { payload: body }) })
      assert.ok([401, 404].includes(answer.statusCode), `${name} ${answer.statusCode}`)
    }
  })
})

const sent = { type: 'city.manhole', content: '借用他人照片', lon: 105.5072, lat: 31.5069 }

/** What each actor hears of the whole past, by the same rule as the stream. */
async function hearing(actor: Actor, facts: RecordedFact[]): Promise<string> {
  const { spine } = w.story.zhili
  const [row] = await w.story.sql<{ person: string; name: string }>(
    'select a.person, p.name from accounts a join persons p on p.id = a.person where a.account = $1',
    [actors[actor]],
  )
  const [post] = await postsOf(spine, row!.person, w.story.now())
  const caller = toCaller({ ...row!, kind: 'demo' }, post!, await scopeOfUnit(spine, post!.unit))
  const cases = await casesOf(spine, caller, new Date(0))
  return JSON.stringify(facts.filter((fact) => hears({ caller, scope: caller.scope, cases }, fact)))
}

describe('the live stream', () => {
  it('tells everybody exactly what is theirs to hear, from the first fact on', async () => {
    const facts = await factsAfter(w.story.zhili.spine, { tx: '0', id: '0' }, 10_000)
    assert.ok(facts.length > 50)
    const heard: Record<string, string> = {}
    for (const actor of everybody) if (actors[actor] !== null) heard[actor] = plain(met(await hearing(actor, facts)))
    const all = 'case ended report'
    assert.deepEqual(heard, {
      ...Object.fromEntries(['hub', 'town', 'lead', 'city', 'leader'].map((actor) => [actor, all])),
      maintainer: 'case',
      reporter: 'report',
      ...Object.fromEntries(
        ['data', 'otherGrid', 'clerk', 'otherDuty', 'otherPost', 'otherDistrict', 'system', 'security'].map((actor) => [
          actor,
          '',
        ]),
      ),
      audit: 'staff',
    })
    const whole = JSON.stringify(facts)
    assert.ok(!whole.includes(citizen.phone) && !whole.includes(citizen.name), 'no fact holds a reporter’s name or phone')
  })

  it('over HTTP: the other town hears its own and nothing else', async () => {
    const { app } = w.story.zhili
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const text = await new Promise<string>((resolve, reject) => {
      let all = ''
      const asked = request(`${address}/api/v1/live?after=0.0`, { headers: doors.otherDuty }, (answer) => {
        answer.setEncoding('utf8')
        answer.on('data', (piece: string) => {
          all += piece
          // facts come in their order: the last of the other town is behind everything of town A
          if (!all.includes(w.theirs.last)) return
          asked.destroy()
          resolve(all)
        })
      })
      asked.on('error', reject)
      asked.end()
    })
    assert.ok(text.includes(w.theirs.event))
    assert.deepEqual(met(text), [])
    const refused = await fetch(`${address}/api/v1/live`, { headers: { authorization: w.key } })
    assert.equal(refused.status, 401)
  })
})
